#include "textflag.h"

// EMIT appends the code whose entry is in AX, with the bits of value in its room, to the R9 bits pending in R8. It uses CX.
#define EMIT(value) \
	MOVL AX, CX \
	ORQ value, CX \
	SHRQ $32, AX \ // its length
	SHLXQ AX, R8, R8 \
	ORQ CX, R8 \
	ADDQ AX, R9

// STUFF writes a byte of DX, and a zero after 0xff. It uses CX.
#define STUFF(shift, done) \
	MOVL DX, CX \
	SHRL $shift, CX \
	MOVB CX, (DI) \
	INCQ DI \
	CMPB CX, $0xff \
	JNE done \
	MOVB $0, (DI) \
	INCQ DI \
	INCQ stuffed+80(FP) \
done:

// FLUSH writes four bytes if there are as many. It uses CX, DX and R10.
#define FLUSH(plain, third, second, first, last, done) \
	CMPQ R9, $32 \
	JLT done \
	SUBQ $32, R9 \
	SHRXQ R9, R8, DX \
	MOVL DX, CX \ // some byte is 0xff if adding one to each overflows out of it
	NOTL CX \
	LEAL -0x01010101(CX), R10 \
	ANDL DX, R10 \
	TESTL $0x80808080, R10 \
	JZ plain \
	STUFF(24, third) \
	STUFF(16, second) \
	STUFF(8, first) \
	STUFF(0, last) \
	JMP done \
plain: \
	BSWAPL DX \
	MOVL DX, (DI) \
	ADDQ $4, DI \
done:

// func writeBlockBMI2(out *byte, pending uint64, have uint, c *coefficients, nonzero uint64, difference int, by *coder) (n int, newPending uint64, newHave uint, stuffed int)
TEXT ·writeBlockBMI2(SB), NOSPLIT, $0-88
	MOVQ out+0(FP), DI
	MOVQ pending+8(FP), R8
	MOVQ have+16(FP), R9
	MOVQ c+24(FP), SI
	MOVQ nonzero+32(FP), R12
	MOVQ by+48(FP), R11
	MOVQ $0, stuffed+80(FP)

	// The first coefficient.
	MOVQ difference+40(FP), BX
	MOVQ BX, DX
	SARQ $63, DX
	ADDQ DX, BX
	XORQ BX, DX
	LZCNTQ DX, DX
	NEGQ DX
	ADDQ $64, DX // its size
	BZHIQ DX, BX, BX
	MOVQ (R11)(DX*8), AX
	EMIT(BX)
	FLUSH(plain1, third1, second1, first1, last1, done1)

	ADDQ $2048, R11 // from DC to AC
	XORQ R13, R13
	ANDQ $~1, R12

next:
	TESTQ R12, R12
	JZ end
	TZCNTQ R12, AX
	BLSRQ R12, R12
	MOVQ AX, R10
	SUBQ R13, R10
	DECQ R10 // the zeros before
	MOVQ AX, R13
	CMPQ R10, $16
	JGE zeros

coefficient:
	LEAQ ·columnOrder(SB), CX
	MOVBLZX (CX)(R13*1), CX
	MOVWQSX (SI)(CX*2), BX
	MOVQ BX, DX
	SARQ $63, DX
	ADDQ DX, BX
	XORQ BX, DX
	LZCNTQ DX, DX
	NEGQ DX
	ADDQ $64, DX
	BZHIQ DX, BX, BX
	SHLQ $4, R10
	ORQ DX, R10
	MOVQ (R11)(R10*8), AX
	EMIT(BX)
	FLUSH(plain2, third2, second2, first2, last2, done2)
	JMP next

zeros:
	MOVQ (0xf0*8)(R11), AX
	MOVQ R10, BX
	XORQ DX, DX
	EMIT(DX)
	FLUSH(plain3, third3, second3, first3, last3, done3)
	MOVQ BX, R10
	SUBQ $16, R10
	CMPQ R10, $16
	JGE zeros
	JMP coefficient

end:
	CMPQ R13, $63
	JEQ all
	MOVQ (R11), AX // the end of the block
	XORQ DX, DX
	EMIT(DX)
	FLUSH(plain4, third4, second4, first4, last4, done4)

all:
	SUBQ out+0(FP), DI
	MOVQ DI, n+56(FP)
	MOVQ R8, newPending+64(FP)
	MOVQ R9, newHave+72(FP)
	RET
