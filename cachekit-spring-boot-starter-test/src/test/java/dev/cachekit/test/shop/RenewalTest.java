package dev.cachekit.test.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.Counter;
import dev.cachekit.HeldLock;
import dev.cachekit.Topic;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.MethodOrderer.MethodName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What one test method leaves behind, the next does not find. */
@TestMethodOrder(MethodName.class)
class RenewalTest extends ShopTest {

    private static final AtomicInteger HEARD = new AtomicInteger();

    @Test
    void aFirstUsesEverything() {
        stock.of("tea");
        stock.near("tea");
        kit.cache("forever", String.class).put("tea", "green");
        kit.counter("visits").increment();
        stock.order();
        stock.order();
        kit.lock("door").acquire(Duration.ZERO); // and never gives it back
        kit.topic("news", String.class).subscribe((String message) -> HEARD.incrementAndGet());
        faults.down();
        stock.sell("tea");
        stock.order();
    }

    @Test
    void bCachesAreEmpty() {
        cachekit.assertThatCache("stock").key("tea").isAbsent();
        cachekit.assertThatCalling(() -> stock.near("tea")).on("near").isMiss();
        assertThat(kit.cache("forever", String.class).get("tea")).isEmpty();
    }

    @Test
    void cCountersAreZero() {
        Counter visits = kit.counter("visits");

        assertThat(visits.get()).isZero();
    }

    @Test
    void dLimitsAreUnused() {
        stock.order();
        cachekit.assertThatCalling(() -> stock.order()).isAllowedBy("orders");
    }

    @Test
    void eNothingIsQueuedAndTheStoreAnswers() {
        stock.of("tea");
        cachekit.assertThatCalling(() -> stock.of("tea")).on("stock").isHit();
    }

    @Test
    void fSubscriptionsStay() {
        Topic<String> news = kit.topic("news", String.class);
        int before = HEARD.get();
        news.publish("open");
        clock.awaitBackground();

        assertThat(HEARD).hasValue(before + 1);
    }

    @Test
    void gWhoHeldALockHasLostIt() {
        Optional<HeldLock> again = kit.lock("door").tryAcquire(Duration.ZERO);

        assertThat(again).isPresent();
        again.get().close();
    }
}
