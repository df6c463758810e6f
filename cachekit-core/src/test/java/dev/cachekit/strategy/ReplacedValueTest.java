package dev.cachekit.strategy;

import static dev.cachekit.strategy.TestNode.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.call.Caller;
import dev.cachekit.contract.FaultyEntryStore.Operation;
import dev.cachekit.operation.CacheSetting;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.strategy.CacheReaderTest.How;
import dev.cachekit.strategy.Load.Former;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Loads that see what they replace. */
class ReplacedValueTest {

    private static final Duration A_BIT = Duration.ofMillis(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private static TestNode node(UnaryOperator<EntryStore> mutation) {
        return TestNode.with(options -> options.with(CacheSetting.STALE_ON_ERROR, HOUR, "test"), mutation);
    }

    /** Loads what it replaces, and a word. */
    private static CompletionStage<@Nullable String> read(TestNode node, Caller caller) {
        Load<@Nullable String> load = Load.deciding(replaced -> Load.<@Nullable String>starting(
                        node.region, () -> CompletableFuture.completedFuture(text(replaced) + " new"))
                .storedFor(value -> Optional.of(TestNode.TTL)));
        return node.strategies.reader().get(node.region, node.key("k"), load, caller);
    }

    private static String text(Supplier<Optional<Former<@Nullable String>>> replaced) {
        return replaced.get().map(found -> String.valueOf(found.value())).orElse("nothing");
    }

    private static void expireOne(TestNode node) {
        node.put("k", "old");
        node.time.advance(TestNode.TTL.duration().plus(A_BIT));
    }

    @ParameterizedTest
    @EnumSource
    void aLoadSeesTheExpiredValueThatItReplaces(How how) {
        TestNode node = node(store -> store);
        expireOne(node);
        assertThat(outcome(read(node, how.caller))).isEqualTo("old new");
        assertThat(node.find("k")).contains("old new");
    }

    @Test
    void aLoadOfAKeyWithoutAValueSeesNothing() {
        TestNode node = node(store -> store);
        assertThat(outcome(read(node, Caller.BLOCKING))).isEqualTo("nothing new");
    }

    @Test
    void onlyLoadsThatSeeWhatTheyReplaceLookAgain() {
        TestNode node = node(store -> store);
        expireOne(node);
        node.store.resetCounts();
        node.get("k", () -> "new");
        assertThat(node.store.count(Operation.FIND)).isOne();
    }

    @Test
    void aValueThatWasInvalidatedBeforeTheLeaseIsNotSeen() {
        TestNode node =
                node(store -> with(store, "lease", arguments -> store.invalidate(List.of((EntryKey) arguments[0]))));
        expireOne(node);
        assertThat(outcome(read(node, Caller.BLOCKING))).isEqualTo("nothing new");
    }

    @Test
    void aStoreThatFailsHidesTheValueButNotTheLoad() {
        AtomicBoolean leased = new AtomicBoolean();
        TestNode node = node(store -> with(with(store, "lease", arguments -> leased.set(true)), "find", arguments -> {
            if (leased.get()) {
                throw new BackendUnavailableException("away", null);
            }
        }));
        expireOne(node);
        assertThat(outcome(read(node, Caller.BLOCKING))).isEqualTo("nothing new");
    }

    @Test
    void aReloadInTheBackgroundSeesTheValueThatIsServedMeanwhile() {
        TestNode node = TestNode.with(options -> options.with(CacheSetting.STALE_WHILE_REVALIDATE, HOUR, "test"));
        node.background.keep();
        expireOne(node);
        assertThat(outcome(read(node, Caller.BLOCKING))).isEqualTo("old");
        node.background.runKept();
        assertThat(node.find("k")).contains("old new");
    }

    /** A store to which something else happens before one of its operations. */
    private static EntryStore with(EntryStore store, String operation, Consumer<Object[]> before) {
        return (EntryStore) Proxy.newProxyInstance(
                EntryStore.class.getClassLoader(), new Class<?>[] {EntryStore.class}, (proxy, method, arguments) -> {
                    try {
                        if (method.getName().equals(operation)) {
                            before.accept(arguments);
                        }
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getTargetException();
                    }
                });
    }
}
