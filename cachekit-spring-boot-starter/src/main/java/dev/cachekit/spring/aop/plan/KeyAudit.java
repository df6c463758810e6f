package dev.cachekit.spring.aop.plan;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.spring.aop.expression.MethodShape;
import dev.cachekit.spring.aop.finding.Finding;
import dev.cachekit.spring.aop.finding.FindingKind;
import dev.cachekit.spring.aop.finding.Findings;
import dev.cachekit.spring.aop.plan.CacheUse.Kind;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.util.ClassUtils;

/**
 * Checks the keys of one cache against each other.
 *
 * @param cache the cache
 * @param uses all that is done with it
 * @param ownTexts whether a key function makes its texts, so that types tell nothing of them
 */
record KeyAudit(String cache, List<CacheUse> uses, boolean ownTexts) {

    void check(Findings findings) {
        List<CacheUse> readers = only(Kind.READ);
        checkDefaultKeys(readers);
        only(Kind.REMOVE).forEach(removal -> checkRemoval(removal, readers));
        only(Kind.WRITE).stream()
                .filter(write -> isHopeless(write, readers))
                .forEach(write -> findings.add(new Finding(
                        FindingKind.KEY_NEVER_READ,
                        write.where(),
                        mismatch(readers) + ", but has a key of " + parts(write)
                                + ", so nobody reads what it stores; use the same key on both")));
    }

    private static void checkDefaultKeys(List<CacheUse> readers) {
        CacheUse first = null;
        for (CacheUse reader : readers) {
            if (!reader.hasDefaultKey()) {
                continue;
            }
            if (first == null) {
                first = reader;
            } else if (!reader.method().equals(first.method())) {
                throw new InvalidConfigurationException(
                        reader.where(),
                        "no key, as on " + first.where(),
                        "two methods that read cache " + reader.cache() + " must not both use the default key",
                        "give a key, or a cache of its own");
            }
        }
    }

    private void checkRemoval(CacheUse removal, List<CacheUse> readers) {
        if (removal.hasDefaultKey()) {
            checkDefaultRemoval(removal, readers);
        } else if (isHopeless(removal, readers)) {
            throw new InvalidConfigurationException(
                    removal.where(),
                    "a key of " + parts(removal),
                    mismatch(readers),
                    "use the same key on both, or keys for several keys");
        }
    }

    private static String mismatch(List<CacheUse> readers) {
        return "the key must be able to match one that is read, as by "
                + readers.get(0).where() + " with a key of " + parts(readers.get(0));
    }

    private boolean isHopeless(CacheUse use, List<CacheUse> readers) {
        OneKey key = use.key();
        return key != null
                && !ownTexts
                && !readers.isEmpty()
                && readers.stream().allMatch(reader -> reader.key() != null && !KeyKinds.mayMatch(key, reader.key()));
    }

    private static void checkDefaultRemoval(CacheUse removal, List<CacheUse> readers) {
        boolean matched = readers.stream()
                .anyMatch(reader ->
                        reader.hasDefaultKey() && Arrays.equals(boxed(reader.method()), boxed(removal.method())));
        if (!matched) {
            throw new InvalidConfigurationException(
                    removal.where(),
                    "no key",
                    "without key, keys, tags, pattern or all its parameters must be those of a method that reads cache "
                            + removal.cache() + " with the default key",
                    "set key, for example key = \"#id\"");
        }
    }

    private static Class<?>[] boxed(Method method) {
        Class<?>[] types = method.getParameterTypes();
        return MethodShape.keyPositions(method).stream()
                .map(position -> types[position])
                .map(ClassUtils::resolvePrimitiveIfNecessary)
                .toArray(Class<?>[]::new);
    }

    private static String parts(CacheUse use) {
        return Objects.requireNonNull(use.key()).partTypes().stream()
                .map(type -> type.map(String::valueOf).orElse("any type"))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private List<CacheUse> only(Kind kind) {
        return uses.stream().filter(use -> use.is(kind)).toList();
    }
}
