#include "textflag.h"

DATA lastOfEight<>+0(SB)/4, $7
GLOBL lastOfEight<>(SB), RODATA|NOPTR, $4
DATA wholeArea<>+0(SB)/4, $0x20000
GLOBL wholeArea<>(SB), RODATA|NOPTR, $4

// func coverAVX2(pix *uint8, deltas *int32, n int) (sum int32)
TEXT ·coverAVX2(SB), NOSPLIT, $0-28
	MOVQ pix+0(FP), DI
	MOVQ deltas+8(FP), SI
	MOVQ n+16(FP), CX
	VPBROADCASTD lastOfEight<>(SB), Y8
	VPBROADCASTD wholeArea<>(SB), Y9
	VPXOR Y7, Y7, Y7 // the sum so far, in each lane
	XORQ AX, AX

eight:
	VMOVDQU (SI)(AX*4), Y0
	VPSLLDQ $4, Y0, Y1
	VPADDD Y1, Y0, Y0
	VPSLLDQ $8, Y0, Y1
	VPADDD Y1, Y0, Y0 // the sums of each half
	VPERM2I128 $0x08, Y0, Y0, Y1
	VPSHUFD $0xff, Y1, Y1
	VPADDD Y1, Y0, Y0
	VPADDD Y7, Y0, Y0
	VPERMD Y0, Y8, Y7
	VPABSD Y0, Y0
	VPMINUD Y9, Y0, Y0
	VPSLLD $8, Y0, Y1
	VPSUBD Y0, Y1, Y0
	VPSRLD $17, Y0, Y0
	VEXTRACTI128 $1, Y0, X1
	VPACKUSDW X1, X0, X0
	VPACKUSWB X0, X0, X0
	VMOVQ (DI)(AX*1), X1
	VPMAXUB X1, X0, X0
	VMOVQ X0, (DI)(AX*1)
	ADDQ $8, AX
	CMPQ AX, CX
	JLT eight
	VMOVD X7, AX
	MOVL AX, sum+24(FP)
	VZEROUPPER
	RET
