package dev.cachekit.spring.aop.plan;

import dev.cachekit.CacheContext;
import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.Ttl;
import dev.cachekit.call.Stages;
import dev.cachekit.spi.Tagging;
import dev.cachekit.strategy.Load.Former;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What the method of one load is given. Open until the method has ended. Safe for use by many threads. */
final class LoadContext implements CacheContext {

    private final String where;
    private final Supplier<Optional<Former<Object>>> replaced;
    private final AtomicReference<EntryDecision> decided = new AtomicReference<>(EntryDecision.NONE);

    private volatile boolean ended;

    /** The value that is good still, read once and for all. */
    private volatile @Nullable Object old;

    LoadContext(String where, Supplier<Optional<Former<Object>>> replaced) {
        this.where = where;
        this.replaced = replaced;
    }

    /** For a call that does not use the cache. */
    static LoadContext withoutEffect(String where) {
        return new LoadContext(where, Optional::empty);
    }

    /** Runs the method with this context. Who cancels the result cancels the method's own. */
    CompletionStage<Object> during(Function<CacheContext, CompletionStage<Object>> method) {
        return Stages.then(
                Stages.begun(() -> method.apply(this)),
                content -> {
                    ended = true;
                    return CompletableFuture.completedFuture(result(content));
                },
                failure -> {
                    ended = true;
                    return CompletableFuture.failedFuture(failure);
                });
    }

    /** What the method has decided; to be asked when it has ended. */
    EntryDecision decision() {
        return decided.get();
    }

    private Object result(Object content) {
        Object good = old;
        return good == null ? content : good;
    }

    @Override
    public void ttl(Duration ttl) {
        Ttl lifetime = checked(ttl);
        decide(decision -> decision.livingFor(lifetime));
    }

    private Ttl checked(Duration ttl) {
        try {
            return Ttl.of(ttl);
        } catch (IllegalArgumentException tooShort) {
            throw new InvalidConfigurationException(
                    where,
                    ttl.toString(),
                    "the ttl of an entry must be at least 1 ms",
                    "give a longer one, or call doNotStore()");
        }
    }

    @Override
    public void tags(String... tags) {
        List<String> names = List.of(tags);
        names.forEach(Tagging::check);
        decide(decision -> decision.tagged(names));
    }

    @Override
    public void doNotStore() {
        decide(EntryDecision::notStored);
    }

    @Override
    public <T> Optional<T> staleValue() {
        return former().map(Former::value).map(LoadContext::asWanted);
    }

    /** Whoever has invalidated one of its tags meant this value, too: it keeps them. */
    @Override
    public <T> T notModified() {
        Former<Object> former = former().orElseThrow(this::nothingToKeep);
        decide(decision -> decision.tagged(former.tags()));
        old = former.value();
        return asWanted(former.value());
    }

    private IllegalStateException nothingToKeep() {
        return new IllegalStateException(where
                + ": notModified() needs a value that is being replaced, and there is none; ask staleValue() first");
    }

    /** A cached null counts as none. */
    private Optional<Former<Object>> former() {
        requireOpen();
        return replaced.get().filter(former -> former.value() != null);
    }

    private void decide(UnaryOperator<EntryDecision> change) {
        requireOpen();
        decided.updateAndGet(change);
    }

    private void requireOpen() {
        if (ended) {
            throw new IllegalStateException(
                    where + ": a CacheContext may be used until its method has ended, and it has; decide before");
        }
    }

    @SuppressWarnings("unchecked") // the method knows what it returns
    private static <T> T asWanted(Object value) {
        return (T) value;
    }
}
