#include "textflag.h"

// This is blendPortable for tiles of 16 × 16 pixels with chroma for 2 × 2 of them, and of 8 × 8 pixels with chroma for each. Eight pixels are in hand at a time, in
// lanes of 32 bits, in their order: red and blue in the two halves of one vector's lanes, green and alpha in those of another's.

#define EIGHTFOLD(name, n) \
	DATA name<>+0(SB)/4, $(n) \
	DATA name<>+4(SB)/4, $(n) \
	DATA name<>+8(SB)/4, $(n) \
	DATA name<>+12(SB)/4, $(n) \
	DATA name<>+16(SB)/4, $(n) \
	DATA name<>+20(SB)/4, $(n) \
	DATA name<>+24(SB)/4, $(n) \
	DATA name<>+28(SB)/4, $(n) \
	GLOBL name<>(SB), RODATA|NOPTR, $32

// What red and blue weigh, and what green does.
EIGHTFOLD(lumaRB, 3735<<16+9798)
EIGHTFOLD(lumaG, 19235)
EIGHTFOLD(cbRB, 16384<<16+(-5529&0xffff))
EIGHTFOLD(cbG, -10855&0xffff)
EIGHTFOLD(crRB, (-2664&0xffff)<<16+16384)
EIGHTFOLD(crG, -13720&0xffff)

EIGHTFOLD(bytes, 0x00ff00ff)
EIGHTFOLD(n128, 128)
EIGHTFOLD(n255, 255)
EIGHTFOLD(n1020, 1020)
EIGHTFOLD(n16384, 16384)
EIGHTFOLD(n65536, 65536)

#define CONSTANTS \
	VMOVDQU lumaRB<>(SB), Y15 \
	VMOVDQU cbRB<>(SB), Y14 \
	VMOVDQU crRB<>(SB), Y13 \
	VMOVDQU n128<>(SB), Y12 \
	VMOVDQU n255<>(SB), Y11 \
	VMOVDQU n16384<>(SB), Y10 \
	VMOVDQU bytes<>(SB), Y9

// EIGHT takes eight pixels at from: it leaves their blue in cb, their red in cr, their alpha in alpha, and blends the eight samples at y into to. It uses Y0 to Y2.
#define EIGHT(from, y, to, cb, cr, alpha) \
	VMOVDQU from, Y0 \
	VPAND Y9, Y0, Y1 \
	VPSRLD $24, Y0, alpha \
	VPSRLW $8, Y0, Y0 \
	VPMADDWD Y14, Y1, cb \
	VPMADDWD cbG<>(SB), Y0, Y2 \
	VPADDD Y2, cb, cb \
	VPMADDWD Y13, Y1, cr \
	VPMADDWD crG<>(SB), Y0, Y2 \
	VPADDD Y2, cr, cr \
	VPMADDWD Y15, Y1, Y1 \
	VPMADDWD lumaG<>(SB), Y0, Y0 \
	VPADDD Y1, Y0, Y0 \
	VPADDD Y10, Y0, Y0 \
	VPSRLD $15, Y0, Y0 \ // the luma of the ink
	VPMOVZXBD y, Y1 \
	VPSUBD alpha, Y11, Y2 \
	VPMADDWD Y2, Y1, Y1 \
	VPADDD Y12, Y1, Y1 \
	VPSRLD $8, Y1, Y2 \
	VPADDD Y2, Y1, Y1 \
	VPSRLD $8, Y1, Y1 \
	VPADDD Y1, Y0, Y0 \
	VEXTRACTI128 $1, Y0, X1 \
	VPACKUSDW X1, X0, X0 \
	VPACKUSWB X0, X0, X0 \
	VMOVQ X0, to

// CHROMA blends eight samples at plane into to with the sums of ink and what is left of alpha. It uses Y0 and Y1.
#define CHROMA(plane, to, ink, rest, half, down) \
	VPMOVZXBD plane, Y0 \
	VPSUBD Y12, Y0, Y0 \
	VPMADDWD rest, Y0, Y0 \
	VPSLLD $8, Y0, Y1 \
	VPADDD Y1, Y0, Y0 \
	VPSRAD $1, Y0, Y0 \
	VPADDD ink, Y0, Y0 \
	VPADDD half, Y0, Y0 \
	VPSRAD $down, Y0, Y0 \
	VPADDD Y12, Y0, Y0 \
	VEXTRACTI128 $1, Y0, X1 \
	VPACKSSDW X1, X0, X0 \
	VPACKUSWB X0, X0, X0 \
	VMOVQ X0, to

#define ARGUMENTS \
	MOVQ ink+0(FP), SI \
	MOVQ y+8(FP), DI \
	MOVQ cb+16(FP), R8 \
	MOVQ cr+24(FP), R9 \
	MOVQ toY+32(FP), R13 \
	MOVQ toCb+40(FP), BX \
	MOVQ toCr+48(FP), DX \
	MOVQ inkStride+56(FP), R12 \
	MOVQ stride+64(FP), R10 \
	MOVQ half+72(FP), R11

// func blendQuadsAVX2(ink, y, cb, cr, toY, toCb, toCr *uint8, inkStride, stride, half int)
TEXT ·blendQuadsAVX2(SB), NOSPLIT, $0-80
	ARGUMENTS
	CONSTANTS
	MOVQ $8, CX

pair:
	EIGHT(0(SI), (DI), (R13), Y3, Y4, Y5)
	EIGHT((SI)(R12*1), (DI)(R10*1), 16(R13), Y6, Y7, Y8)
	VPADDD Y6, Y3, Y3
	VPADDD Y7, Y4, Y4
	VPADDD Y8, Y5, Y5
	EIGHT(32(SI), 8(DI), 8(R13), Y6, Y7, Y8)
	VPHADDD Y6, Y3, Y3
	VPHADDD Y7, Y4, Y4
	VPHADDD Y8, Y5, Y5
	EIGHT(32(SI)(R12*1), 8(DI)(R10*1), 24(R13), Y6, Y7, Y8)
	VPXOR Y0, Y0, Y0
	VPHADDD Y6, Y0, Y6
	VPHADDD Y7, Y0, Y7
	VPHADDD Y8, Y0, Y8
	VPADDD Y6, Y3, Y3
	VPADDD Y7, Y4, Y4
	VPADDD Y8, Y5, Y5
	VPERMQ $0xd8, Y3, Y3
	VPERMQ $0xd8, Y4, Y4
	VPERMQ $0xd8, Y5, Y5
	VMOVDQU n1020<>(SB), Y6
	VMOVDQU n65536<>(SB), Y7
	VPSUBD Y5, Y6, Y5
	CHROMA((R8), (BX), Y3, Y5, Y7, 17)
	CHROMA((R9), (DX), Y4, Y5, Y7, 17)
	LEAQ (SI)(R12*2), SI
	LEAQ (DI)(R10*2), DI
	ADDQ R11, R8
	ADDQ R11, R9
	ADDQ $32, R13
	ADDQ $8, BX
	ADDQ $8, DX
	DECQ CX
	JNZ pair
	VZEROUPPER
	RET

// func blendPixelsAVX2(ink, y, cb, cr, toY, toCb, toCr *uint8, inkStride, stride, half int)
TEXT ·blendPixelsAVX2(SB), NOSPLIT, $0-80
	ARGUMENTS
	CONSTANTS
	MOVQ $8, CX

row:
	EIGHT(0(SI), (DI), (R13), Y3, Y4, Y5)
	VPSUBD Y5, Y11, Y5
	CHROMA((R8), (BX), Y3, Y5, Y10, 15)
	CHROMA((R9), (DX), Y4, Y5, Y10, 15)
	ADDQ R12, SI
	ADDQ R10, DI
	ADDQ R11, R8
	ADDQ R11, R9
	ADDQ $8, R13
	ADDQ $8, BX
	ADDQ $8, DX
	DECQ CX
	JNZ row
	VZEROUPPER
	RET

// func inkedAVX2(ink *uint8, stride, across, down int) (blocks touched)
TEXT ·inkedAVX2(SB), NOSPLIT, $0-33
	MOVQ ink+0(FP), SI
	MOVQ stride+8(FP), R12
	MOVQ down+24(FP), R9
	LEAQ (R12)(R12*2), R13
	XORQ AX, AX
	XORQ CX, CX

row:
	MOVQ SI, DI
	MOVQ across+16(FP), R8

block:
	LEAQ (DI)(R12*4), BX
	VMOVDQU (DI), Y0
	VPOR (DI)(R12*1), Y0, Y0
	VPOR (DI)(R12*2), Y0, Y0
	VPOR (DI)(R13*1), Y0, Y0
	VPOR (BX), Y0, Y0
	VPOR (BX)(R12*1), Y0, Y0
	VPOR (BX)(R12*2), Y0, Y0
	VPOR (BX)(R13*1), Y0, Y0
	XORQ DX, DX
	VPTEST Y0, Y0
	SETNE DX
	SHLQ CX, DX
	ORQ DX, AX
	INCQ CX
	ADDQ $32, DI
	DECQ R8
	JNZ block
	LEAQ (SI)(R12*8), SI
	DECQ R9
	JNZ row
	MOVB AX, blocks+32(FP)
	VZEROUPPER
	RET
