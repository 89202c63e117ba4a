#include "textflag.h"

// Of the bits of R8 the last R9 are pending, at DI. Nothing is stuffed yet, so that nothing needs to be decided per byte.

// VALUE turns the value in BX into the bits that stand for it, and leaves in DX how many zeros are before them in 64.
#define VALUE \
	MOVQ BX, DX \
	SARQ $63, DX \
	ADDQ DX, BX \
	XORQ BX, DX \
	LZCNTQ DX, DX \
	SHLXQ DX, BX, BX \
	SHRXQ DX, BX, BX

// CODE loads the entry of a table from AX on for the size that DX tells: its bits into CX, its length into AX.
#define CODE \
	SUBQ DX, AX \
	MOVL (64*8+0)(R11)(AX*8), CX \
	MOVBLZX (64*8+4)(R11)(AX*8), AX

// APPEND appends the AX bits of CX.
#define APPEND \
	SHLXQ AX, R8, R8 \
	ORQ CX, R8 \
	ADDQ AX, R9

// FLUSH writes the whole bytes that are pending, and others behind that will be written over. It uses CX and DX.
#define FLUSH \
	MOVQ R9, CX \
	NEGQ CX \
	SHLXQ CX, R8, DX \
	BSWAPQ DX \
	MOVQ DX, (DI) \
	MOVQ R9, CX \
	SHRQ $3, CX \
	ADDQ CX, DI \
	ANDQ $7, R9

// COEFFICIENT appends the next coefficient that is not zero. Its entry is the one for 16 times the zeros before it, and its size.
#define COEFFICIENT(few, many) \
	TZCNTQ R12, AX \
	SHRXQ AX, R12, R12 \
	SHRQ $1, R12 \
	ADDQ AX, R13 \
	MOVBLZX (R13), CX \
	INCQ R13 \
	MOVWQSX (SI)(CX*2), BX \
	CMPQ AX, $16 \
	JLT few \
many: \
	MOVQ AX, R10 \
	MOVL (0xf0*8+0)(R11), CX \
	MOVBLZX (0xf0*8+4)(R11), AX \
	APPEND \
	FLUSH \
	LEAQ -16(R10), AX \
	CMPQ AX, $16 \
	JGE many \
few: \
	VALUE \
	SHLQ $4, AX \
	CODE \
	ORQ BX, CX \
	APPEND

// func writeBlockBMI2(out *byte, pending uint64, have uint, c *coefficients, nonzero uint64, difference int, by *coder) (n int, newPending uint64, newHave uint)
TEXT ·writeBlockBMI2(SB), NOSPLIT, $0-80
	MOVQ out+0(FP), DI
	MOVQ pending+8(FP), R8
	MOVQ have+16(FP), R9
	MOVQ c+24(FP), SI
	MOVQ nonzero+32(FP), R12
	MOVQ difference+40(FP), BX
	MOVQ by+48(FP), R11
	LEAQ ·columnOrder(SB), R13

	XORQ AX, AX
	VALUE
	CODE
	ORQ BX, CX
	APPEND
	FLUSH

	ADDQ $2048, R11 // from DC to AC
	INCQ R13
	SHRQ $1, R12
	JZ end

	PCALIGN $32
pair: // Behind the 7 bits that may be pending there is room for two coefficients of at most 26.
	COEFFICIENT(few1, many1)
	TESTQ R12, R12
	JZ end
	COEFFICIENT(few2, many2)
	FLUSH
	TESTQ R12, R12
	JNZ pair

end:
	LEAQ ·columnOrder+64(SB), CX
	CMPQ R13, CX
	JEQ all
	MOVL (R11), CX // the end of the block
	MOVBLZX 4(R11), AX
	APPEND

all:
	FLUSH
	SUBQ out+0(FP), DI
	MOVQ DI, n+56(FP)
	MOVQ R8, newPending+64(FP)
	MOVQ R9, newHave+72(FP)
	RET

// func leadingZeros(v uint64) int
TEXT ·leadingZeros(SB), NOSPLIT, $0-16
	LZCNTQ v+0(FP), AX
	MOVQ AX, ret+8(FP)
	RET
