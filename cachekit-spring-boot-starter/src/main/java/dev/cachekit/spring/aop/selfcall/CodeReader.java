package dev.cachekit.spring.aop.selfcall;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;

/** Reads the code of one class, several times if there are loops, and takes note of its inner classes. */
final class CodeReader extends ClassVisitor {

    /** The code of a coroutine that goes on calls its own method again; nobody else does that. */
    private static final String CONTINUATION = "kotlin/coroutines/jvm/internal/ContinuationImpl";

    /** Is told of each method with code. */
    interface Methods {

        /** Returns who follows the code of a method. */
        MethodFlow.Observer in(int access, String name, String descriptor);
    }

    private final Receiver self;
    private final Methods methods;
    private final Map<String, Ways> ways = new HashMap<>();
    private final Set<String> inner = new LinkedHashSet<>();
    private boolean continuation;

    CodeReader(Receiver self, Methods methods) {
        super(SpringAsmInfo.ASM_VERSION);
        this.self = self;
        this.methods = methods;
    }

    /** Tells whether another reading could find more. */
    boolean again() {
        boolean useful = false;
        for (Ways known : ways.values()) {
            useful |= known.again();
        }
        return useful;
    }

    Set<String> inner() {
        return inner;
    }

    @Override
    public void visit(
            int version,
            int access,
            String name,
            @Nullable String signature,
            @Nullable String superName,
            String @Nullable [] interfaces) {
        continuation = CONTINUATION.equals(superName);
    }

    @Override
    public void visitInnerClass(String name, @Nullable String outer, @Nullable String simple, int access) {
        inner.add(name);
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        if (continuation || (access & Opcodes.ACC_BRIDGE) != 0) {
            return null; // a bridge is how callers from outside reach the method
        }
        boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
        return new MethodFlow(
                isStatic ? Receiver.OTHER : self,
                ways.computeIfAbsent(name + descriptor, first -> new Ways()),
                methods.in(access, name, descriptor));
    }
}
