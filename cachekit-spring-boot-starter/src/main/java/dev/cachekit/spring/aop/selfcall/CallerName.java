package dev.cachekit.spring.aop.selfcall;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.asm.Type;

/** Names the method that calls, as people know it. */
final class CallerName {

    private static final String LAMBDA = "lambda$";

    private CallerName() {}

    /** A lambda is part of the method it stands in. */
    static String of(String type, String name, String descriptor) {
        String owner = simple(type.replace('/', '.'));
        if (name.equals("<init>")) {
            return "the constructor of " + owner;
        }
        if (name.startsWith(LAMBDA)) {
            return owner + "#" + name.substring(LAMBDA.length()).split("\\$")[0];
        }
        return owner + "#" + name + "(" + parameters(descriptor) + ")";
    }

    private static String parameters(String descriptor) {
        return Arrays.stream(Type.getArgumentTypes(descriptor))
                .map(parameter -> simple(parameter.getClassName()))
                .collect(Collectors.joining(", "));
    }

    /** A class without a name goes by that of the class around it. */
    private static String simple(String full) {
        String withOuter = full.substring(full.lastIndexOf('.') + 1);
        String last = withOuter.substring(withOuter.lastIndexOf('$') + 1);
        return last.isEmpty() || Character.isDigit(last.charAt(0)) ? withOuter : last;
    }
}
