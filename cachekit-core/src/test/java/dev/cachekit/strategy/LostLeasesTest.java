package dev.cachekit.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.contract.Sample;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.LeaseEnd;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.Token;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Others hold the lease again and again, and lose it at once. */
class LostLeasesTest {

    private static final int LOST = 5_000;

    private final AtomicInteger asked = new AtomicInteger();
    private final List<Consumer<LeaseEnd>> listeners = new CopyOnWriteArrayList<>();
    private final TestNode node = TestNode.with(options -> options, this::losing);

    @SuppressWarnings("unchecked")
    private EntryStore losing(EntryStore store) {
        return (EntryStore) Proxy.newProxyInstance(
                EntryStore.class.getClassLoader(), new Class<?>[] {EntryStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("onLeaseEnd")) {
                        listeners.add((Consumer<LeaseEnd>) arguments[0]);
                    }
                    return method.getName().equals("lease") && asked.incrementAndGet() <= LOST
                            ? CompletableFuture.completedFuture(lost())
                            : method.invoke(store, arguments);
                });
    }

    private LeaseReply lost() {
        Token holder = Sample.token();
        listeners.forEach(listener -> listener.accept(new LeaseEnd(holder, LeaseEnd.Reason.REVOKED)));
        return new LeaseReply.Held(holder, Duration.ofSeconds(5));
    }

    @Test
    void aCallerSoonLoadsByItself() {
        assertThat(node.get("k", () -> "own")).isEqualTo("own");
        assertThat(asked).hasValueLessThan(100);
    }
}
