package dev.cachekit.spring.aop.selfcall;

import org.springframework.asm.Opcodes;

/** By how many slots an instruction without operands makes the stack grow. Those that only move values are not meant. */
final class StackGrowth {

    private static final int KINDS = 4; // int, long, float, double: the order of most groups of instructions

    private StackGrowth() {}

    static int of(int opcode) {
        if (opcode <= Opcodes.DCONST_1) {
            return ofConstant(opcode);
        }
        if (opcode <= Opcodes.SALOAD) {
            return isWide(opcode - Opcodes.IALOAD) ? 0 : -1;
        }
        if (opcode <= Opcodes.SASTORE) {
            return isWide(opcode - Opcodes.IASTORE) ? -4 : -3;
        }
        if (opcode <= Opcodes.POP2) {
            return opcode == Opcodes.POP ? -1 : -2;
        }
        return opcode <= Opcodes.LXOR ? ofArithmetic(opcode) : ofOther(opcode);
    }

    private static int ofConstant(int opcode) {
        if (opcode == Opcodes.NOP) {
            return 0;
        }
        boolean wide = opcode == Opcodes.LCONST_0 || opcode == Opcodes.LCONST_1 || opcode >= Opcodes.DCONST_0;
        return wide ? 2 : 1;
    }

    /** Among the first four of the array instructions the second and fourth are of longs and doubles. */
    private static boolean isWide(int kind) {
        return kind == 1 || kind == 3;
    }

    private static int ofArithmetic(int opcode) {
        if (opcode <= Opcodes.DREM) {
            return isWide((opcode - Opcodes.IADD) % KINDS) ? -2 : -1;
        }
        if (opcode <= Opcodes.DNEG) {
            return 0;
        }
        if (opcode <= Opcodes.LUSHR) {
            return -1; // the distance is an int
        }
        return (opcode - Opcodes.IAND) % 2 == 1 ? -2 : -1;
    }

    private static int ofOther(int opcode) {
        return switch (opcode) {
            case Opcodes.I2L, Opcodes.I2D, Opcodes.F2L, Opcodes.F2D -> 1;
            case Opcodes.L2I, Opcodes.L2F, Opcodes.D2I, Opcodes.D2F -> -1;
            case Opcodes.LCMP, Opcodes.DCMPL, Opcodes.DCMPG -> -3;
            case Opcodes.FCMPL, Opcodes.FCMPG, Opcodes.MONITORENTER, Opcodes.MONITOREXIT -> -1;
            default -> 0; // conversions of one size, the length of an array, and what ends the method
        };
    }

    static int ofJump(int opcode) {
        return switch (opcode) {
            case Opcodes.GOTO -> 0;
            case Opcodes.JSR -> 1;
            case Opcodes.IFNULL, Opcodes.IFNONNULL -> -1;
            default -> opcode <= Opcodes.IFLE ? -1 : -2;
        };
    }
}
