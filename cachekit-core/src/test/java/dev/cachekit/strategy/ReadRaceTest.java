package dev.cachekit.strategy;

import static dev.cachekit.strategy.TestNode.await;
import static dev.cachekit.strategy.TestNode.failureOf;
import static dev.cachekit.strategy.TestNode.result;
import static dev.cachekit.strategy.TestNode.started;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.call.Caller;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.Lookup;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Threads that race for one key. */
class ReadRaceTest {

    private static final int THREADS = 64;

    private final AtomicInteger loads = new AtomicInteger();

    @RepeatedTest(20)
    void sixtyFourThreadsOnOneColdKeyLoadItOnce() throws Exception {
        TestNode node = TestNode.create();
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<FutureTask<@Nullable String>> callers = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            callers.add(started(() -> {
                start.await();
                return node.get("k", () -> "v" + loads.incrementAndGet());
            }));
        }
        assertThat(callers).allSatisfy(caller -> assertThat(result(caller)).isEqualTo("v1"));
        assertThat(loads).hasValue(1);
    }

    @RepeatedTest(5)
    void twoProcessesTogetherLoadAColdKeyOnce() throws Exception {
        TestNode one = TestNode.create();
        TestNode two = one.other();
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<FutureTask<@Nullable String>> callers = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            TestNode node = i % 2 == 0 ? one : two;
            callers.add(started(() -> {
                start.await();
                return node.get("k", () -> "v" + loads.incrementAndGet());
            }));
        }
        assertThat(callers).allSatisfy(caller -> assertThat(result(caller)).isEqualTo("v1"));
        assertThat(loads).hasValue(1);
    }

    @ParameterizedTest
    @EnumSource
    void allWhoJoinedAFailingLoadShareItsFailure(CacheReaderTest.How how) {
        TestNode node = TestNode.create();
        IOException failure = new IOException("database");
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch fail = new CountDownLatch(1);
        List<FutureTask<Throwable>> callers = new ArrayList<>();
        callers.add(started(() -> failureOf(node.stage(
                "k",
                () -> {
                    loading.countDown();
                    await(fail);
                    throw failure;
                },
                Caller.BLOCKING))));
        await(loading);
        for (int i = 1; i < THREADS; i++) {
            callers.add(started(() -> failureOf(node.stage("k", () -> "v" + loads.incrementAndGet(), how.caller))));
        }
        node.untilJoined("k", THREADS - 1);
        fail.countDown();
        assertThat(callers).allSatisfy(caller -> assertThat(result(caller)).isSameAs(failure));
        assertThat(loads).hasValue(0);
    }

    @Test
    void aValueLoadedBeforeAnInvalidationIsNeverFoundAfterIt() {
        assertThat(foundAfterInvalidationDuringALoad(TestNode.create())).isEqualTo(new Lookup.Absent());
    }

    @Test
    void theScenarioFindsTheStaleValueIfTheStoreDoesNotCheckTheToken() {
        TestNode careless = TestNode.with(options -> options, ReadRaceTest::withoutTokenCheck);
        assertThat(foundAfterInvalidationDuringALoad(careless)).isInstanceOf(Lookup.Hit.class);
    }

    /** The load begins, the database changes and the key is invalidated, the load returns what it had read. */
    private static Lookup foundAfterInvalidationDuringALoad(TestNode node) {
        AtomicReference<String> database = new AtomicReference<>("old");
        CountDownLatch read = new CountDownLatch(1);
        CountDownLatch invalidated = new CountDownLatch(1);
        FutureTask<@Nullable String> reader = started(() -> node.get("k", () -> {
            String row = database.get();
            read.countDown();
            await(invalidated);
            return row;
        }));
        await(read);
        database.set("new");
        assertThat(node.invalidate("k")).isTrue();
        invalidated.countDown();
        assertThat(result(reader)).isEqualTo("old");
        return node.stored("k");
    }

    /** The real store, in which a fill stores whatever stands there. */
    private static EntryStore withoutTokenCheck(EntryStore store) {
        return (EntryStore) Proxy.newProxyInstance(
                EntryStore.class.getClassLoader(), new Class<?>[] {EntryStore.class}, (proxy, method, args) -> {
                    try {
                        Object answer = method.invoke(store, args);
                        if (method.getName().equals("fill")) {
                            EntryStore.class
                                    .getMethod("put", method.getParameterTypes())
                                    .invoke(store, args);
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void whoeverComesAfterAnInvalidationDoesNotJoinALoadFromBeforeIt() {
        TestNode node = TestNode.create();
        CountDownLatch read = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        FutureTask<@Nullable String> reader = started(() -> node.get("k", () -> {
            read.countDown();
            await(go);
            return "old";
        }));
        await(read);
        node.invalidate("k");
        assertThat(node.get("k", () -> "new")).isEqualTo("new");
        go.countDown();
        assertThat(result(reader)).isEqualTo("old");
        assertThat(node.find("k")).contains("new");
    }
}
