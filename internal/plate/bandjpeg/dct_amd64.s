#include "textflag.h"

// This is transformPortable, eight columns or rows at a time, with the names of transform8. Products that are added come in pairs, of two constants.

// PAIR defines two constants of 16 bits, four times.
#define PAIR(name, a, b) \
	DATA name<>+0(SB)/2, $a \
	DATA name<>+2(SB)/2, $b \
	DATA name<>+4(SB)/2, $a \
	DATA name<>+6(SB)/2, $b \
	DATA name<>+8(SB)/2, $a \
	DATA name<>+10(SB)/2, $b \
	DATA name<>+12(SB)/2, $a \
	DATA name<>+14(SB)/2, $b \
	GLOBL name<>(SB), RODATA|NOPTR, $16

PAIR(c2, 10703, 4433)
PAIR(c6, 4433, -10704)
PAIR(z3, -6436, 9633)
PAIR(z4, 9633, 6437)
PAIR(s7, -4927, -7373)
PAIR(s1, -7373, 4926)
PAIR(s5, -4176, -20995)
PAIR(s3, -20995, 4177)
PAIR(middle, 128, 128)
PAIR(round0, 2, 2)
PAIR(round1, 1024, 0)
PAIR(round2, 16384, 0)

// BUTTERFLY turns eight values in X0 to X7 into e0, e1, e2, e3 and t4 to t7.
#define BUTTERFLY \
	VPADDW X7, X0, X8  \
	VPSUBW X7, X0, X7  \
	VPADDW X6, X1, X9  \
	VPSUBW X6, X1, X6  \
	VPADDW X5, X2, X10 \
	VPSUBW X5, X2, X5  \
	VPADDW X4, X3, X11 \
	VPSUBW X4, X3, X4  \
	\
	VPADDW X11, X8, X0 \ // e0
	VPSUBW X11, X8, X3 \ // e3
	VPADDW X10, X9, X1 \ // e1
	VPSUBW X10, X9, X2   // e2

// SCALE rounds the sums of products lo and hi, shifts them down and packs them into out.
#define SCALE(lo, hi, round, down, out) \
	VPADDD   round<>(SB), lo, lo \
	VPADDD   round<>(SB), hi, hi \
	VPSRAD   $down, lo, lo \
	VPSRAD   $down, hi, hi \
	VPACKSSDW hi, lo, out

// REST computes the outputs other than 0 and 4 from e2 and e3 in X2 and X3, and t4 to t7 in X4 to X7. It leaves outputs 2, 6, 1, 5, 3 and 7 in X2 to X7.
#define REST(round, down) \
	VPUNPCKLWD X2, X3, X8 \
	VPUNPCKHWD X2, X3, X9 \
	VPMADDWD c2<>(SB), X8, X10 \
	VPMADDWD c2<>(SB), X9, X11 \
	SCALE(X10, X11, round, down, X2) \
	VPMADDWD c6<>(SB), X8, X8 \
	VPMADDWD c6<>(SB), X9, X9 \
	SCALE(X8, X9, round, down, X3) \
	\
	VPADDW X6, X4, X8 \ // z3
	VPADDW X7, X5, X9 \ // z4
	VPUNPCKLWD X9, X8, X10 \
	VPUNPCKHWD X9, X8, X11 \
	VPMADDWD z3<>(SB), X10, X12 \
	VPMADDWD z3<>(SB), X11, X13 \
	VPMADDWD z4<>(SB), X10, X14 \
	VPMADDWD z4<>(SB), X11, X15 \
	\
	VPUNPCKLWD X7, X4, X8 \
	VPUNPCKHWD X7, X4, X9 \
	VPMADDWD s7<>(SB), X8, X10 \
	VPMADDWD s7<>(SB), X9, X11 \
	VPADDD X12, X10, X10 \
	VPADDD X13, X11, X11 \
	SCALE(X10, X11, round, down, X7) \
	VPMADDWD s1<>(SB), X8, X8 \
	VPMADDWD s1<>(SB), X9, X9 \
	VPADDD X14, X8, X8 \
	VPADDD X15, X9, X9 \
	SCALE(X8, X9, round, down, X4) \
	\
	VPUNPCKLWD X6, X5, X8 \
	VPUNPCKHWD X6, X5, X9 \
	VPMADDWD s5<>(SB), X8, X10 \
	VPMADDWD s5<>(SB), X9, X11 \
	VPADDD X14, X10, X10 \
	VPADDD X15, X11, X11 \
	SCALE(X10, X11, round, down, X5) \
	VPMADDWD s3<>(SB), X8, X8 \
	VPMADDWD s3<>(SB), X9, X9 \
	VPADDD X12, X8, X8 \
	VPADDD X13, X9, X9 \
	SCALE(X8, X9, round, down, X6)

// func transformAVX2(from *uint8, stride int, by *divisors, to *coefficients) (nonzero uint64)
TEXT ·transformAVX2(SB), NOSPLIT, $0-40
	MOVQ from+0(FP), SI
	MOVQ stride+8(FP), DX
	MOVQ by+16(FP), BX
	MOVQ to+24(FP), DI
	LEAQ (SI)(DX*4), R8
	LEAQ (DX)(DX*2), R9

	VPMOVZXBW (SI), X0
	VPMOVZXBW (SI)(DX*1), X1
	VPMOVZXBW (SI)(DX*2), X2
	VPMOVZXBW (SI)(R9*1), X3
	VPMOVZXBW (R8), X4
	VPMOVZXBW (R8)(DX*1), X5
	VPMOVZXBW (R8)(DX*2), X6
	VPMOVZXBW (R8)(R9*1), X7
	VMOVDQU middle<>(SB), X8
	VPSUBW X8, X0, X0
	VPSUBW X8, X1, X1
	VPSUBW X8, X2, X2
	VPSUBW X8, X3, X3
	VPSUBW X8, X4, X4
	VPSUBW X8, X5, X5
	VPSUBW X8, X6, X6
	VPSUBW X8, X7, X7

	// Columns: a register has a row.
	BUTTERFLY
	REST(round1, 11)
	VPADDW X1, X0, X8
	VPSUBW X1, X0, X9
	VPSLLW $2, X8, X8 // out0
	VPSLLW $2, X9, X9 // out4
	// in order: X8 X4 X2 X6 X9 X5 X3 X7

	// Transpose.
	VPUNPCKLWD X4, X8, X10 // 0,1 low
	VPUNPCKHWD X4, X8, X11
	VPUNPCKLWD X6, X2, X12 // 2,3
	VPUNPCKHWD X6, X2, X13
	VPUNPCKLWD X5, X9, X14 // 4,5
	VPUNPCKHWD X5, X9, X15
	VPUNPCKLWD X7, X3, X0 // 6,7
	VPUNPCKHWD X7, X3, X1

	VPUNPCKLDQ X12, X10, X2 // 0123 of columns 0,1
	VPUNPCKHDQ X12, X10, X3 // columns 2,3
	VPUNPCKLDQ X13, X11, X4 // 4,5
	VPUNPCKHDQ X13, X11, X5 // 6,7
	VPUNPCKLDQ X0, X14, X6  // 4567 of columns 0,1
	VPUNPCKHDQ X0, X14, X7
	VPUNPCKLDQ X1, X15, X8
	VPUNPCKHDQ X1, X15, X9

	VPUNPCKLQDQ X6, X2, X0
	VPUNPCKHQDQ X6, X2, X1
	VPUNPCKLQDQ X7, X3, X2
	VPUNPCKHQDQ X7, X3, X3
	VPUNPCKLQDQ X8, X4, X10
	VPUNPCKHQDQ X8, X4, X11
	VPUNPCKLQDQ X9, X5, X6
	VPUNPCKHQDQ X9, X5, X7
	VMOVDQA X10, X4
	VMOVDQA X11, X5

	// Rows: a register has a column.
	BUTTERFLY
	REST(round2, 15)
	VPADDW X1, X0, X8
	VPSUBW X1, X0, X9
	VPADDW round0<>(SB), X8, X8
	VPADDW round0<>(SB), X9, X9
	VPSRAW $2, X8, X8
	VPSRAW $2, X9, X9

#define QUANTISE(r, at) \
	VPABSW r, X10 \
	VPADDW at(BX), X10, X10 \
	VPMULHUW (at+128)(BX), X10, X10 \
	VPMULHUW (at+256)(BX), X10, X10 \
	VPSIGNW r, X10, r \
	VMOVDQU r, at(DI)

	QUANTISE(X8, 0)
	QUANTISE(X4, 16)
	QUANTISE(X2, 32)
	QUANTISE(X6, 48)
	QUANTISE(X9, 64)
	QUANTISE(X5, 80)
	QUANTISE(X3, 96)
	QUANTISE(X7, 112)

	VPXOR X0, X0, X0
	VPACKSSWB X4, X8, X8
	VPACKSSWB X6, X2, X2
	VPACKSSWB X5, X9, X9
	VPACKSSWB X7, X3, X3
	VPCMPEQB X0, X8, X8
	VPCMPEQB X0, X2, X2
	VPCMPEQB X0, X9, X9
	VPCMPEQB X0, X3, X3
	VPMOVMSKB X8, AX
	VPMOVMSKB X2, CX
	SHLQ $16, CX
	ORQ CX, AX
	VPMOVMSKB X9, CX
	SHLQ $32, CX
	ORQ CX, AX
	VPMOVMSKB X3, CX
	SHLQ $48, CX
	ORQ CX, AX
	NOTQ AX
	MOVQ AX, nonzero+32(FP)
	RET
