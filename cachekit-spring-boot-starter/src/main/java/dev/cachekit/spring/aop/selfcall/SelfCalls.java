package dev.cachekit.spring.aop.selfcall;

import dev.cachekit.spring.aop.annotated.AnnotatedClass;
import dev.cachekit.spring.aop.annotated.AnnotatedMethod;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.asm.ClassReader;
import org.springframework.asm.Opcodes;
import org.springframework.asm.Type;

/**
 * Looks through the code of a bean class, its superclasses, interfaces and inner classes for calls of its annotated methods on
 * {@code this}. For one class, by one thread.
 */
public final class SelfCalls {

    private static final Logger log = LoggerFactory.getLogger(SelfCalls.class);

    private static final int READINGS = 4; // code with loops in loops settles after three
    private static final int FLAGS = ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES;

    private final AnnotatedClass bean;
    private final Callees callees;
    private final Set<String> scanned = new HashSet<>();
    private final Set<String> run = new HashSet<>();
    private final Map<String, SelfCall> found = new LinkedHashMap<>();

    private SelfCalls(AnnotatedClass bean) {
        this.bean = bean;
        this.callees = Callees.of(bean);
    }

    /**
     * Finds the calls.
     *
     * @param bean a bean class with annotated methods
     * @return one for each caller and method called; none of a class whose code cannot be had
     */
    public static List<SelfCall> of(AnnotatedClass bean) {
        return bean.isEmpty() || bean.type().isInterface() || Proxy.isProxyClass(bean.type())
                ? List.of()
                : new SelfCalls(bean).find();
    }

    private List<SelfCall> find() {
        for (Class<?> type : Callees.hierarchy(bean.type())) {
            read(type.getClassLoader(), Type.getInternalName(type), true);
        }
        return List.copyOf(found.values());
    }

    private void read(@Nullable ClassLoader loader, String type, boolean isBean) {
        if (loader == null || !scanned.add(type)) {
            return; // a class of the Java platform has no loader
        }
        try (InputStream code = loader.getResourceAsStream(type + ".class")) {
            if (code != null) {
                read(loader, new ClassReader(code), isBean);
            }
        } catch (IOException | RuntimeException unreadable) { // what others have rewritten may be of any form
            log.debug("The code of {} cannot be looked through for calls on this", type, unreadable);
        }
    }

    private void read(ClassLoader loader, ClassReader code, boolean isBean) {
        Map<String, SelfCall> seen = new LinkedHashMap<>();
        Set<String> declared = new HashSet<>();
        CodeReader reader = new CodeReader(isBean ? Receiver.SELF : Receiver.OTHER, (access, name, descriptor) -> {
            declared.add(name + descriptor);
            boolean overridden = isBean && isVirtual(access) && run.contains(name + descriptor);
            return new Calls(CallerName.of(code.getClassName(), name, descriptor), !overridden, seen);
        });
        int readings = 0;
        do {
            seen.clear();
            code.accept(reader, FLAGS);
        } while (reader.again() && ++readings < READINGS);
        seen.forEach(found::putIfAbsent);
        if (isBean) {
            run.addAll(declared);
        }
        reader.inner().stream()
                .filter(name -> name.startsWith(code.getClassName() + "$"))
                .forEach(name -> read(loader, name, false));
    }

    private static boolean isVirtual(int access) {
        return (access & (Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC)) == 0;
    }

    /** The calls of one method. */
    private final class Calls implements MethodFlow.Observer {

        private final String caller;
        private final boolean runs;
        private final Map<String, SelfCall> seen;

        Calls(String caller, boolean runs, Map<String, SelfCall> seen) {
            this.caller = caller;
            this.runs = runs;
            this.seen = seen;
        }

        @Override
        public void called(MethodFlow.Call call, Receiver receiver) {
            AnnotatedMethod callee = receiver == Receiver.OTHER ? null : callees.find(call);
            if (callee != null) {
                boolean certain = runs && receiver == Receiver.SELF;
                seen.merge(
                        caller + " " + callee,
                        new SelfCall(caller, callee, certain),
                        (one, other) -> one.certain() ? one : other);
            }
        }

        @Override
        public boolean isSelf(String field, String descriptor) {
            return field.startsWith("this$")
                    && descriptor.startsWith("L")
                    && callees.types().contains(descriptor.substring(1, descriptor.length() - 1));
        }
    }
}
