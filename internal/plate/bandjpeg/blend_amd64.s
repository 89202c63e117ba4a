#include "textflag.h"

// This is blendPortable for tiles of 16 × 16 pixels with chroma for 2 × 2 of them, and of 8 × 8 pixels with chroma for each. Eight pixels are in hand at a time, in
// lanes of 32 bits, in their order.

// WEIGHTS defines what r, g and b of two pixels weigh, twice.
#define WEIGHTS(name, r, g, b) \
	DATA name<>+0(SB)/2, $r \
	DATA name<>+2(SB)/2, $g \
	DATA name<>+4(SB)/2, $b \
	DATA name<>+6(SB)/2, $0 \
	GLOBL name<>(SB), RODATA|NOPTR, $8

WEIGHTS(lumaWeights, 9798, 19235, 3735)
WEIGHTS(cbWeights, -5529, -10855, 16384)
WEIGHTS(crWeights, 16384, -13720, -2664)

#define NUMBER(name, n) \
	DATA name<>+0(SB)/4, $n \
	GLOBL name<>(SB), RODATA|NOPTR, $4

NUMBER(n128, 128)
NUMBER(n255, 255)
NUMBER(n1020, 1020)
NUMBER(n16384, 16384)
NUMBER(n65536, 65536)

#define CONSTANTS \
	VPBROADCASTQ lumaWeights<>(SB), Y15 \
	VPBROADCASTQ cbWeights<>(SB), Y14 \
	VPBROADCASTQ crWeights<>(SB), Y13 \
	VPBROADCASTD n128<>(SB), Y12 \
	VPBROADCASTD n255<>(SB), Y11 \
	VPBROADCASTD n16384<>(SB), Y10

// EIGHT takes eight pixels at from: it leaves their blue in cb, their red in cr, their alpha in alpha, and blends the eight samples at y. It uses Y0 to Y2.
#define EIGHT(from, y, cb, cr, alpha) \
	VMOVDQU from, Y0 \
	VPSRLD $24, Y0, alpha \
	VPXOR Y2, Y2, Y2 \
	VPUNPCKHBW Y2, Y0, Y1 \ // pixels 2, 3, 6 and 7
	VPUNPCKLBW Y2, Y0, Y0 \ // pixels 0, 1, 4 and 5
	VPMADDWD Y14, Y0, cb \
	VPMADDWD Y14, Y1, Y2 \
	VPHADDD Y2, cb, cb \
	VPMADDWD Y13, Y0, cr \
	VPMADDWD Y13, Y1, Y2 \
	VPHADDD Y2, cr, cr \
	VPMADDWD Y15, Y0, Y0 \
	VPMADDWD Y15, Y1, Y1 \
	VPHADDD Y1, Y0, Y0 \
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
	VMOVQ X0, y

// CHROMA blends eight samples at plane with the sums of ink and what is left of alpha. It uses Y0 and Y1.
#define CHROMA(plane, ink, rest, half, down) \
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
	VMOVQ X0, plane

// func blendQuadsAVX2(ink, y, cb, cr *uint8, inkStride, stride, half int)
TEXT ·blendQuadsAVX2(SB), NOSPLIT, $0-56
	MOVQ ink+0(FP), SI
	MOVQ y+8(FP), DI
	MOVQ cb+16(FP), R8
	MOVQ cr+24(FP), R9
	MOVQ inkStride+32(FP), R12
	MOVQ stride+40(FP), R10
	MOVQ half+48(FP), R11
	CONSTANTS
	MOVQ $8, CX

pair:
	EIGHT(0(SI), (DI), Y3, Y4, Y5)
	EIGHT((SI)(R12*1), (DI)(R10*1), Y6, Y7, Y8)
	VPADDD Y6, Y3, Y3
	VPADDD Y7, Y4, Y4
	VPADDD Y8, Y5, Y5
	EIGHT(32(SI), 8(DI), Y6, Y7, Y8)
	VPHADDD Y6, Y3, Y3
	VPHADDD Y7, Y4, Y4
	VPHADDD Y8, Y5, Y5
	EIGHT(32(SI)(R12*1), 8(DI)(R10*1), Y6, Y7, Y8)
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
	VPBROADCASTD n1020<>(SB), Y6
	VPBROADCASTD n65536<>(SB), Y7
	VPSUBD Y5, Y6, Y5
	CHROMA((R8), Y3, Y5, Y7, 17)
	CHROMA((R9), Y4, Y5, Y7, 17)
	LEAQ (SI)(R12*2), SI
	LEAQ (DI)(R10*2), DI
	ADDQ R11, R8
	ADDQ R11, R9
	DECQ CX
	JNZ pair
	VZEROUPPER
	RET

// func blendPixelsAVX2(ink, y, cb, cr *uint8, inkStride, stride, half int)
TEXT ·blendPixelsAVX2(SB), NOSPLIT, $0-56
	MOVQ ink+0(FP), SI
	MOVQ y+8(FP), DI
	MOVQ cb+16(FP), R8
	MOVQ cr+24(FP), R9
	MOVQ inkStride+32(FP), R12
	MOVQ stride+40(FP), R10
	MOVQ half+48(FP), R11
	CONSTANTS
	MOVQ $8, CX

row:
	EIGHT(0(SI), (DI), Y3, Y4, Y5)
	VPSUBD Y5, Y11, Y5
	CHROMA((R8), Y3, Y5, Y10, 15)
	CHROMA((R9), Y4, Y5, Y10, 15)
	ADDQ R12, SI
	ADDQ R10, DI
	ADDQ R11, R8
	ADDQ R11, R9
	DECQ CX
	JNZ row
	VZEROUPPER
	RET
