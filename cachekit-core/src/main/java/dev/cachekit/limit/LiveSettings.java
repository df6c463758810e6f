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
     * @param dearest the highest cost that is known to be asked for
     */
    private record Sources(
            LimiterOptions changed,
            LimiterOptions configured,
            LimiterOptions declared,
            @Nullable LimiterSettings settings,
            @Nullable KnownCost dearest) {

        static Sources of(
                LimiterOptions changed,
                LimiterOptions configured,
                LimiterOptions declared,
                @Nullable KnownCost dearest) {
            LimiterOptions merged = changed.over(configured).over(declared);
            LimiterSettings settings = merged.bands() == null ? null : LimiterSettings.of(merged);
            return new Sources(changed, configured, declared, settings, dearest);
        }

        Sources with(KnownCost cost) {
            return dearest != null && dearest.permits() >= cost.permits()
                    ? this
                    : new Sources(changed, configured, declared, settings, cost);
        }
    }

    LiveSettings(String limiter, LimiterOptions configured) {
        this.limiter = limiter;
        this.sources = new AtomicReference<>(Sources.of(LimiterOptions.NONE, configured, LimiterOptions.NONE, null));
    }

    LimiterSettings get() {
        LimiterSettings settings = sources.get().settings;
        if (settings == null) {
            throw without("none");
        }
        return settings;
    }

    void declare(LimiterOptions more) {
        replace(was -> Sources.of(was.changed, was.configured, more.agreeingWith(was.declared), was.dearest));
    }

    /** Refuses what {@link #configure} would refuse. */
    void check(LimiterOptions configured) {
        Sources was = sources.get();
        possible(was, Sources.of(was.changed, configured, was.declared, was.dearest));
    }

    /** Tells whether anything is different now. */
    boolean configure(LimiterOptions now) {
        return replace(was -> Sources.of(was.changed, now, was.declared, was.dearest));
    }

    /** Tells whether anything is different now. */
    boolean change(LimiterOptions now) {
        return replace(was -> Sources.of(now, was.configured, was.declared, was.dearest));
    }

    private boolean replace(UnaryOperator<Sources> change) {
        Sources before = sources.getAndUpdate(was -> possible(was, change.apply(was)));
        return !Objects.equals(before.settings, sources.get().settings);
    }

    /** Refuses a cost that the bands can never grant, and later on bands that can never grant it. */
    void expect(KnownCost cost) {
        get();
        replace(was -> was.with(cost));
    }

    /** A limiter that is in use cannot do without bands, and not with bands that refuse a known call for ever. */
    private Sources possible(Sources was, Sources then) {
        if (then.settings == null) {
            if (was.settings != null) {
                throw without("none any more");
            }
        } else if (then.dearest != null) {
            then.dearest.check(limiter, then.settings);
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
