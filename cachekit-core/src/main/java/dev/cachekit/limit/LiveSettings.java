package dev.cachekit.limit;

import dev.cachekit.InvalidConfigurationException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The settings of one limiter, which may change while it is used. Safe for use by many threads. */
final class LiveSettings {

    private final String limiter;
    private final AtomicReference<Sources> sources;

    /**
     * What each source says, the strongest first. Laid over each other once per change, not once per call.
     *
     * @param settings what holds; null while nobody gives bands
     */
    private record Sources(
            LimiterOptions changed,
            LimiterOptions configured,
            LimiterOptions declared,
            @Nullable LimiterSettings settings) {

        static Sources of(LimiterOptions changed, LimiterOptions configured, LimiterOptions declared) {
            LimiterOptions merged = changed.over(configured).over(declared);
            return new Sources(
                    changed, configured, declared, merged.bands() == null ? null : LimiterSettings.of(merged));
        }
    }

    LiveSettings(String limiter, LimiterOptions configured) {
        this.limiter = limiter;
        this.sources = new AtomicReference<>(Sources.of(LimiterOptions.NONE, configured, LimiterOptions.NONE));
    }

    LimiterSettings get() {
        LimiterSettings settings = sources.get().settings;
        if (settings == null) {
            throw without("none");
        }
        return settings;
    }

    void declare(LimiterOptions more) {
        replace(was -> Sources.of(was.changed, was.configured, more.agreeingWith(was.declared)));
    }

    /** Refuses what {@link #configure} would refuse. */
    void check(LimiterOptions configured) {
        Sources was = sources.get();
        complete(was, Sources.of(was.changed, configured, was.declared));
    }

    /** Tells whether anything is different now. */
    boolean configure(LimiterOptions now) {
        return replace(was -> Sources.of(was.changed, now, was.declared));
    }

    /** Tells whether anything is different now. */
    boolean change(LimiterOptions now) {
        return replace(was -> Sources.of(now, was.configured, was.declared));
    }

    private boolean replace(UnaryOperator<Sources> change) {
        Sources before = sources.getAndUpdate(was -> complete(was, change.apply(was)));
        return !Objects.equals(before.settings, sources.get().settings);
    }

    /** A limiter that is in use cannot do without bands. */
    private Sources complete(Sources was, Sources then) {
        if (was.settings != null && then.settings == null) {
            throw without("none any more");
        }
        return then;
    }

    private InvalidConfigurationException without(String bands) {
        return new InvalidConfigurationException(
                "rate limiter '" + limiter + "'",
                bands,
                "a rate limiter needs at least one band",
                "give permits and per, or set cachekit.rate-limiters." + limiter + ".bands");
    }
}
