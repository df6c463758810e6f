package dev.cachekit.spring.aop.selfcall;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.ConstantDynamic;
import org.springframework.asm.Handle;
import org.springframework.asm.Label;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.asm.Type;

/** Follows one value, the object whose method runs, through the code of one method. For one reading. */
final class MethodFlow extends MethodVisitor {

    /** What the code does with values that may be that object. */
    interface Observer {

        /** A method is called, or a reference to it is made. */
        void called(Call call, Receiver receiver);

        /** Tells whether a field of another object holds it, as in an inner class. */
        boolean isSelf(String field, String descriptor);
    }

    /**
     * A method as code names it.
     *
     * @param owner the class, with slashes
     * @param name the method's name
     * @param descriptor its types
     * @param isSpecial whether it is called as it stands in that class, as by {@code super}
     */
    record Call(String owner, String name, String descriptor, boolean isSpecial) {}

    private record Handler(Label start, Label end, Label target) {}

    private final Observer observer;
    private final Ways ways;
    private final List<Handler> handlers = new ArrayList<>();
    private final List<Handler> active = new ArrayList<>();
    private Slots slots;
    private boolean reachable = true;

    MethodFlow(Receiver first, Ways ways, Observer observer) {
        super(SpringAsmInfo.ASM_VERSION);
        this.observer = observer;
        this.ways = ways;
        this.slots = new Slots();
        slots.store(0, first);
    }

    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
        handlers.add(new Handler(start, end, handler));
    }

    @Override
    public void visitLabel(Label label) {
        Slots known = ways.reach(label, reachable ? slots : null);
        reachable = known != null;
        slots = known == null ? new Slots() : known;
        active.removeIf(handler -> handler.end().equals(label));
        handlers.stream().filter(handler -> handler.start().equals(label)).forEach(active::add);
        mayThrow();
    }

    /** Exceptions come from anywhere, so a handler finds all values that variables have had. */
    private void mayThrow() {
        if (reachable) {
            active.forEach(handler -> ways.jump(handler.target(), slots.thrown()));
        }
    }

    private void jump(Label target) {
        if (reachable) {
            ways.jump(target, slots);
        }
    }

    private void end() {
        reachable = false;
        slots = new Slots();
    }

    @Override
    public void visitInsn(int opcode) {
        switch (opcode) {
            case Opcodes.DUP, Opcodes.DUP_X1, Opcodes.DUP_X2 -> slots.duplicate(1, opcode - Opcodes.DUP);
            case Opcodes.DUP2, Opcodes.DUP2_X1, Opcodes.DUP2_X2 -> slots.duplicate(2, opcode - Opcodes.DUP2);
            case Opcodes.SWAP -> slots.swap();
            default -> slots.change(StackGrowth.of(opcode));
        }
        if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN || opcode == Opcodes.ATHROW) {
            end();
        }
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
        slots.push(opcode == Opcodes.NEWARRAY ? 0 : 1);
    }

    @Override
    public void visitVarInsn(int opcode, int local) {
        switch (opcode) {
            case Opcodes.ILOAD, Opcodes.FLOAD -> slots.push(1);
            case Opcodes.LLOAD, Opcodes.DLOAD -> slots.push(2);
            case Opcodes.ALOAD -> slots.push(slots.local(local));
            case Opcodes.LSTORE, Opcodes.DSTORE -> {
                slots.pop();
                slots.store(local + 1, Receiver.OTHER);
                store(local);
            }
            case Opcodes.ISTORE, Opcodes.FSTORE, Opcodes.ASTORE -> store(local);
            default -> end(); // the return from a subroutine, which compilers do not write any more
        }
    }

    private void store(int local) {
        slots.store(local, slots.pop());
        mayThrow();
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        if (opcode == Opcodes.NEW) {
            slots.push(Receiver.OTHER);
        } else if (opcode == Opcodes.INSTANCEOF) {
            slots.pop();
            slots.push(Receiver.OTHER);
        }
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        int size = Type.getType(descriptor).getSize();
        switch (opcode) {
            case Opcodes.GETSTATIC -> slots.push(size);
            case Opcodes.PUTSTATIC -> slots.pop(size);
            case Opcodes.PUTFIELD -> slots.pop(size + 1);
            default -> read(name, descriptor, size);
        }
    }

    private void read(String field, String descriptor, int size) {
        slots.pop();
        if (observer.isSelf(field, descriptor)) {
            slots.push(Receiver.SELF);
        } else {
            slots.push(size);
        }
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        int sizes = Type.getArgumentsAndReturnSizes(descriptor);
        slots.pop((sizes >> 2) - 1); // the first figure counts the receiver
        if (opcode != Opcodes.INVOKESTATIC) {
            observer.called(new Call(owner, name, descriptor, opcode == Opcodes.INVOKESPECIAL), slots.pop());
        }
        slots.push(sizes & 3);
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        int sizes = Type.getArgumentsAndReturnSizes(descriptor);
        int captured = (sizes >> 2) - 1;
        Receiver first = captured == 0 ? Receiver.OTHER : slots.peek(captured - 1);
        for (Object argument : arguments) {
            if (argument instanceof Handle handle && handle.getTag() != Opcodes.H_INVOKESTATIC) {
                observer.called(
                        new Call(
                                handle.getOwner(),
                                handle.getName(),
                                handle.getDesc(),
                                handle.getTag() == Opcodes.H_INVOKESPECIAL),
                        first);
            }
        }
        slots.pop(captured);
        slots.push(sizes & 3);
    }

    @Override
    public void visitJumpInsn(int opcode, Label target) {
        slots.change(StackGrowth.ofJump(opcode));
        jump(target);
        if (opcode == Opcodes.GOTO) {
            end();
        }
    }

    @Override
    public void visitTableSwitchInsn(int low, int high, Label otherwise, Label... cases) {
        choose(otherwise, cases);
    }

    @Override
    public void visitLookupSwitchInsn(Label otherwise, int[] values, Label[] cases) {
        choose(otherwise, cases);
    }

    private void choose(Label otherwise, Label... cases) {
        slots.pop();
        jump(otherwise);
        for (Label target : cases) {
            jump(target);
        }
        end();
    }

    @Override
    public void visitLdcInsn(Object value) {
        boolean wide = value instanceof Long
                || value instanceof Double
                || value instanceof ConstantDynamic constant && constant.getSize() == 2;
        slots.push(wide ? 2 : 1);
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
        slots.pop(dimensions);
        slots.push(1);
    }
}
