package dev.cachekit.lock;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.operation.LockOptions;
import dev.cachekit.operation.Sourced;
import dev.cachekit.spi.BoundedNames;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is said of locks: by the configuration, which is stronger, and by annotations, which must agree. Safe for many threads. */
final class LockBook {

    private record Said(String where, LockOptions options) {}

    private final Function<String, LockOptions> configured;
    private final ConcurrentMap<String, Said> declared = new ConcurrentHashMap<>();
    /** A lock may be named after an order: only what is declared is kept whatever its number. */
    private final BoundedNames used = new BoundedNames();

    LockBook(Function<String, LockOptions> configured) {
        this.configured = configured;
    }

    LockOptions of(String name) {
        used.of(name);
        Said said = declared.get(name);
        LockOptions options = configured.apply(name);
        return said == null ? options : options.over(said.options());
    }

    Sourced<Duration> maxWait(String name) {
        LockOptions effective = of(name);
        return new Sourced<>(effective.effectiveMaxWait(), source(name, LockOptions::maxWait, ".max-wait"));
    }

    /** Empty: renewed while the lock is held. */
    Sourced<Optional<Duration>> lease(String name) {
        return new Sourced<>(Optional.ofNullable(of(name).lease()), source(name, LockOptions::lease, ".lease"));
    }

    private String source(String name, Function<LockOptions, @Nullable Duration> setting, String property) {
        Said said = declared.get(name);
        if (setting.apply(configured.apply(name)) != null) {
            return "cachekit.locks." + name + property;
        }
        return said != null && setting.apply(said.options()) != null ? said.where() : "built-in";
    }

    void use(String name) {
        used.of(name);
    }

    Set<String> names() {
        Set<String> names = used.all();
        names.addAll(declared.keySet());
        return names;
    }

    boolean isUsed(String name) {
        return used.has(name) || declared.containsKey(name);
    }

    /** Names the first that says something in what is thrown at a later one. */
    void declare(String name, String where, LockOptions options) {
        declared.merge(name, new Said(where, options), (before, now) -> {
            if (!before.options().agreesWith(now.options())) {
                throw disagreement(name, before, now);
            }
            boolean saidBefore =
                    before.options().maxWait() != null || before.options().lease() != null;
            return new Said(
                    saidBefore ? before.where() : now.where(), before.options().over(now.options()));
        });
    }

    private static InvalidConfigurationException disagreement(String name, Said before, Said now) {
        return new InvalidConfigurationException(
                now.where() + " and " + before.where(),
                differing(now.options(), before.options()),
                "the settings of a lock belong to it, so its annotations must agree",
                "give them once, or under cachekit.locks." + name);
    }

    private static String differing(LockOptions now, LockOptions before) {
        return Objects.equals(now.maxWait(), before.maxWait()) || now.maxWait() == null || before.maxWait() == null
                ? both("lease", now.lease(), before.lease())
                : both("maxWait", now.maxWait(), before.maxWait());
    }

    private static String both(String attribute, @Nullable Duration now, @Nullable Duration before) {
        return attribute + " = " + now + " and " + before;
    }
}
