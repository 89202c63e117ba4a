#include "textflag.h"

// func subtractPaethAVX2(to, row, left, above, corner *uint8, n int)
TEXT ·subtractPaethAVX2(SB), NOSPLIT, $0-48
	MOVQ to+0(FP), DI
	MOVQ row+8(FP), SI
	MOVQ left+16(FP), R8
	MOVQ above+24(FP), R9
	MOVQ corner+32(FP), R10
	MOVQ n+40(FP), CX
	XORQ AX, AX

sixteen:
	VPMOVZXBW (R8)(AX*1), Y0
	VPMOVZXBW (R9)(AX*1), Y1
	VPMOVZXBW (R10)(AX*1), Y2
	VPSUBW Y2, Y1, Y3 // above - corner
	VPSUBW Y2, Y0, Y4 // left - corner
	VPADDW Y4, Y3, Y5
	VPABSW Y3, Y3 // distance to left
	VPABSW Y4, Y4 // to above
	VPABSW Y5, Y5 // to corner
	VPCMPGTW Y4, Y3, Y6
	VPCMPGTW Y5, Y3, Y7
	VPOR Y7, Y6, Y6 // another than left is nearer
	VPCMPGTW Y5, Y4, Y7
	VPAND Y6, Y7, Y7 // corner is
	VPBLENDVB Y6, Y1, Y0, Y0
	VPBLENDVB Y7, Y2, Y0, Y0
	VEXTRACTI128 $1, Y0, X1
	VPACKUSWB X1, X0, X0
	VMOVDQU (SI)(AX*1), X1
	VPSUBB X0, X1, X1
	VMOVDQU X1, (DI)(AX*1)
	ADDQ $16, AX
	CMPQ AX, CX
	JLT sixteen
	VZEROUPPER
	RET
