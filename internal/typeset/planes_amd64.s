#include "textflag.h"

// func joinAVX2(to, from *uint8, toStride, fromStride, width, height int)
TEXT ·joinAVX2(SB), NOSPLIT, $0-48
	MOVQ to+0(FP), DI
	MOVQ from+8(FP), SI
	MOVQ toStride+16(FP), R8
	MOVQ fromStride+24(FP), R9
	MOVQ width+32(FP), R10
	MOVQ height+40(FP), R11
	MOVQ R10, R12
	ANDQ $~31, R12

row:
	XORQ AX, AX
	CMPQ AX, R12
	JGE eights

by32:
	VMOVDQU (SI)(AX*1), Y0
	VPMAXUB (DI)(AX*1), Y0, Y0
	VMOVDQU Y0, (DI)(AX*1)
	ADDQ $32, AX
	CMPQ AX, R12
	JLT by32

eights:
	CMPQ AX, R10
	JGE next

by8:
	VMOVQ (SI)(AX*1), X0
	VMOVQ (DI)(AX*1), X1
	VPMAXUB X1, X0, X0
	VMOVQ X0, (DI)(AX*1)
	ADDQ $8, AX
	CMPQ AX, R10
	JLT by8

next:
	ADDQ R8, DI
	ADDQ R9, SI
	DECQ R11
	JNZ row
	VZEROUPPER
	RET

// Each of four words four times: the first two in the low lane, the others in the high one.
DATA firstFour<>+0(SB)/8, $0x0100010001000100
DATA firstFour<>+8(SB)/8, $0x0302030203020302
DATA firstFour<>+16(SB)/8, $0x0504050405040504
DATA firstFour<>+24(SB)/8, $0x0706070607060706
GLOBL firstFour<>(SB), RODATA|NOPTR, $32
DATA lastFour<>+0(SB)/8, $0x0908090809080908
DATA lastFour<>+8(SB)/8, $0x0b0a0b0a0b0a0b0a
DATA lastFour<>+16(SB)/8, $0x0d0c0d0c0d0c0d0c
DATA lastFour<>+24(SB)/8, $0x0f0e0f0e0f0e0f0e
GLOBL lastFour<>(SB), RODATA|NOPTR, $32
DATA half<>+0(SB)/8, $0x0080008000800080
GLOBL half<>(SB), RODATA|NOPTR, $8
DATA whole<>+0(SB)/8, $0x00ff00ff00ff00ff
GLOBL whole<>(SB), RODATA|NOPTR, $8

// OVER255 divides words by 255, and rounds to the nearest.
#define OVER255(v, t) \
	VPADDW Y12, v, v \
	VPSRLW $8, v, t \
	VPADDW t, v, v \
	VPSRLW $8, v, v

// func layAVX2(under, above *uint8, n int)
TEXT ·layAVX2(SB), NOSPLIT, $0-24
	MOVQ under+0(FP), DI
	MOVQ above+8(FP), SI
	MOVQ n+16(FP), CX
	VPBROADCASTQ whole<>(SB), Y13
	VPBROADCASTQ half<>(SB), Y12
	VPXOR Y15, Y15, Y15
	XORQ AX, AX

eight:
	VMOVDQU (SI)(AX*4), Y0
	VPTEST Y0, Y0
	JZ nothing
	VMOVDQU (DI)(AX*4), Y1
	VPUNPCKLBW Y15, Y0, Y2
	VPUNPCKHBW Y15, Y0, Y3
	VPSHUFLW $0xff, Y2, Y2
	VPSHUFHW $0xff, Y2, Y2
	VPSHUFLW $0xff, Y3, Y3
	VPSHUFHW $0xff, Y3, Y3
	VPSUBW Y2, Y13, Y2 // what alpha leaves
	VPSUBW Y3, Y13, Y3
	VPUNPCKLBW Y15, Y1, Y4
	VPUNPCKHBW Y15, Y1, Y5
	VPMULLW Y2, Y4, Y4
	VPMULLW Y3, Y5, Y5
	OVER255(Y4, Y2)
	OVER255(Y5, Y3)
	VPACKUSWB Y5, Y4, Y4
	VPADDB Y4, Y0, Y0
	VMOVDQU Y0, (DI)(AX*4)

nothing:
	ADDQ $8, AX
	CMPQ AX, CX
	JLT eight
	VZEROUPPER
	RET

// func paintAVX2(to, fill, stroke *uint8, n int, letter, outline uint64)
TEXT ·paintAVX2(SB), NOSPLIT, $0-48
	MOVQ to+0(FP), DI
	MOVQ fill+8(FP), SI
	MOVQ stroke+16(FP), DX
	MOVQ n+24(FP), CX
	VPBROADCASTQ letter+32(FP), Y15
	VPBROADCASTQ outline+40(FP), Y14
	VPBROADCASTQ whole<>(SB), Y13
	VPBROADCASTQ half<>(SB), Y12
	VMOVDQU firstFour<>(SB), Y11
	VMOVDQU lastFour<>(SB), Y10
	XORQ AX, AX

eight:
	MOVQ (SI)(AX*1), R8
	ORQ (DX)(AX*1), R8
	JZ nothing
	VPMOVZXBW (SI)(AX*1), X0
	VPMOVZXBW (DX)(AX*1), X1
	VPSUBW X0, X13, X2
	VPMULLW X2, X1, X1
	OVER255(Y1, Y2) // how much of the outline shows
	VPERMQ $0x44, Y0, Y0
	VPERMQ $0x44, Y1, Y1
	VPSHUFB Y11, Y0, Y2
	VPSHUFB Y11, Y1, Y3
	VPMULLW Y15, Y2, Y2
	VPMULLW Y14, Y3, Y3
	VPADDW Y3, Y2, Y2
	OVER255(Y2, Y3)
	VPSHUFB Y10, Y0, Y4
	VPSHUFB Y10, Y1, Y5
	VPMULLW Y15, Y4, Y4
	VPMULLW Y14, Y5, Y5
	VPADDW Y5, Y4, Y4
	OVER255(Y4, Y5)
	VPACKUSWB Y4, Y2, Y2
	VPERMQ $0xd8, Y2, Y2
	VMOVDQU Y2, (DI)(AX*4)
	ADDQ $8, AX
	CMPQ AX, CX
	JLT eight
	VZEROUPPER
	RET

nothing:
	VPXOR X0, X0, X0
	VMOVDQU Y0, (DI)(AX*4)
	ADDQ $8, AX
	CMPQ AX, CX
	JLT eight
	VZEROUPPER
	RET
