package dev.cachekit.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.AsyncSingleFlight;
import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.SingleFlight;
import dev.cachekit.TypeRef;
import dev.cachekit.UnsupportedKeyException;
import dev.cachekit.engine.CacheKitBuilder;
import dev.cachekit.engine.CacheKitEngine;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SingleFlightTest {

    private final CacheKitEngine kit = new CacheKitBuilder().build();
    private final SingleFlight flight = kit.singleFlight("report");
    private final AtomicInteger calls = new AtomicInteger();
    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @AfterEach
    void close() {
        goOn.countDown();
        kit.close();
    }

    private String slow() throws InterruptedException {
        calls.incrementAndGet();
        inside.countDown();
        assertThat(goOn.await(10, TimeUnit.SECONDS)).isTrue();
        return "value";
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void givesWhatTheCallGives() {
        assertThat(flight.run(1L, () -> "plain")).isEqualTo("plain");
        assertThat(flight.<String>run(1L, () -> null)).isNull();
        assertThat(kit.singleFlight("typed").run(1L, String.class, () -> "typed"))
                .isEqualTo("typed");
        assertThat(kit.singleFlight("generic").run(1L, new TypeRef<List<String>>() {}, () -> List.of("generic")))
                .containsExactly("generic");
    }

    @Test
    void aCheckedExceptionPassesUnchanged() {
        IOException failure = new IOException("gone");
        assertThatThrownBy(() -> flight.run(1L, () -> {
                    throw failure;
                }))
                .isSameAs(failure);
    }

    @Test
    void blockingAndAsynchronousCallersJoinEachOther() throws Exception {
        CompletableFuture<String> first = flight.async().run("k", this::slow);
        await(inside);
        CompletableFuture<String> second = CompletableFuture.supplyAsync(() -> flight.run("k", this::slow));
        CompletableFuture<String> third = flight.async().run("k", this::slow);

        goOn.countDown();

        assertThat(second.get(10, TimeUnit.SECONDS)).isSameAs(first.get(10, TimeUnit.SECONDS));
        assertThat(third.get(10, TimeUnit.SECONDS)).isEqualTo("value");
    }

    @Test
    void anAsynchronousCallIsInterruptedWhenTheLastHasLeft() throws Exception {
        AsyncSingleFlight async = flight.async();
        CountDownLatch interrupted = new CountDownLatch(1);
        CompletableFuture<String> first = async.run("k", () -> {
            inside.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException told) {
                interrupted.countDown();
            }
            return "late";
        });
        await(inside);
        CompletableFuture<String> second = async.run("k", this::slow);

        first.cancel(true);
        assertThat(interrupted.getCount()).isOne();
        second.cancel(true);

        await(interrupted);
        assertThatThrownBy(second::join).isInstanceOf(CancellationException.class);
        assertThat(async.run("k", () -> "new").get(10, TimeUnit.SECONDS)).isEqualTo("new");
        assertThat(calls).hasValue(0);
    }

    @Test
    void keysWithoutStableTextAreRefused() {
        assertThatThrownBy(() -> flight.run(new Object(), () -> "v")).isInstanceOf(UnsupportedKeyException.class);
    }

    @Test
    void aTypeThatCannotBeReadBackIsRefused() {
        assertThatThrownBy(() -> flight.run("k", Object.class, () -> "v"))
                .isInstanceOf(InvalidConfigurationException.class);
    }

    @Test
    void aNameBelongsToOneType() {
        flight.run("k", new TypeRef<List<String>>() {}, () -> List.of("a"));

        assertThatThrownBy(() -> kit.singleFlight("report").run("other key", String.class, () -> "v"))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("'report'")
                .hasMessageContaining("java.lang.String")
                .hasMessageContaining("java.util.List<java.lang.String>");
        assertThatThrownBy(() -> flight.async().run("k", () -> "v")).isInstanceOf(InvalidConfigurationException.class);
        assertThat(flight.run("k", new TypeRef<List<String>>() {}, () -> List.of("b")))
                .containsExactly("b");
    }

    @Test
    void aPrimitiveTypeAndItsBoxAreOne() {
        assertThat(flight.run("k", int.class, () -> 1)).isOne();
        assertThat(flight.run("k", Integer.class, () -> 2)).isEqualTo(2);
    }

    @Test
    void aBlankNameIsRefused() {
        assertThatThrownBy(() -> kit.singleFlight(" ")).isInstanceOf(InvalidConfigurationException.class);
    }
}
