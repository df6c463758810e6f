package dev.cachekit.test.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.Batch;
import dev.cachekit.Cache;
import dev.cachekit.Missed;
import dev.cachekit.RateLimitExceededException;
import dev.cachekit.SubscribeOptions;
import dev.cachekit.Subscription;
import dev.cachekit.TopicSubscriber;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.spi.BreakerState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the framework promises for an outage, it shows with the outage switched on. */
class FaultsTest extends ShopTest {

    @Autowired
    CacheKitEngine engine;

    @Test
    void whileDownGetIsEmptyAndLoadersLoad() {
        Cache<String, String> teas = kit.cache("teas", String.class);
        teas.put("1", "green");

        faults.down();

        assertThat(teas.get("1")).isEmpty();
        assertThat(teas.get("1", key -> "black")).isEqualTo("black");
    }

    @Test
    void whileDownMethodsAnswerByThemselves() {
        int first = stock.of("tea");
        faults.down();

        cachekit.assertThatCalling(() -> stock.of("tea"))
                .returns(first + 1)
                .on("stock")
                .loadsOnce()
                .storesNothing();
    }

    @Test
    void whileDownAPutIsDroppedAndItsKeyRemovedAfterwards() {
        Cache<String, String> teas = kit.cache("teas", String.class);
        teas.put("1", "green");
        faults.down();
        teas.put("1", "black");

        faults.recover();

        assertThat(teas.get("1")).isEmpty();
    }

    @Test
    void anInvalidationIsQueuedAndHappensAfterTheOutage() {
        stock.of("tea");
        stock.of("soap");
        faults.down();
        stock.sell("tea");
        assertThat(engine.strategies().invalidator().pendingCount()).isPositive();

        faults.recover();

        assertThat(engine.strategies().invalidator().pendingCount()).isZero();
        cachekit.assertThatCache("stock").key("tea").isAbsent();
        cachekit.assertThatCache("stock").key("soap").isCached();
    }

    @Test
    void whileDownWhatNeedsTheStoreThrows() {
        faults.down();

        unavailable(() -> kit.counter("visits").increment());
        unavailable(() -> kit.lock("door").acquire(Duration.ZERO));
        unavailable(() -> kit.topic("news", String.class).publish("open"));
        unavailable(() -> {
            Batch batch = kit.batch();
            batch.increment(kit.counter("visits"));
            batch.execute();
        });
    }

    @Test
    void whileDownEachLimiterDoesAsItsRuleSays() {
        faults.down();

        stock.order();
        stock.order();
        cachekit.assertThatFailing(RateLimitExceededException.class, () -> stock.order())
                .isRefusedBy("orders"); // this process counts alone
        cachekit.assertThatFailing(BackendUnavailableException.class, () -> stock.orderStrictly());
        for (int i = 0; i < 5; i++) {
            stock.orderLaxly();
        }
    }

    @Test
    void theBreakerOpensAndClosesAgain() {
        faults.down();
        clock.advance(Duration.ofSeconds(5));
        assertThat(engine.breakers()).containsValue(BreakerState.OPEN);

        faults.recover();

        assertThat(engine.breakers().values()).containsOnly(BreakerState.CLOSED);
        cachekit.assertThatCalling(() -> stock.of("tea"))
                .on("stock")
                .loadsOnce()
                .stores();
    }

    @Test
    void whileSlowTheMethodIsCalledWhenTheDeadlineIsOver() {
        stock.of("tea");
        faults.slow(Duration.ofSeconds(60));

        long start = System.nanoTime();
        cachekit.assertThatCalling(() -> stock.of("tea")).on("stock").loadsOnce();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void aSlowAnswerIsAnAnswer() {
        stock.of("tea");
        faults.slow(Duration.ofMillis(30));

        cachekit.assertThatCalling(() -> stock.of("tea")).on("stock").isHit();
    }

    @Test
    void lostMessagesAreNotHeardAndTheGapIsTold() {
        List<String> heard = new CopyOnWriteArrayList<>();
        try (Subscription subscription =
                kit.topic("news", String.class).subscribe(listeningTo(heard), SubscribeOptions.defaults())) {
            faults.loseMessages();
            kit.topic("news", String.class).publish("open");
            clock.awaitBackground();
            assertThat(heard).isEmpty();

            faults.recover();
            kit.topic("news", String.class).publish("closed");
            clock.awaitBackground();

            assertThat(heard).containsExactly("missed", "closed");
        }
    }

    @Test
    void withoutAFaultNobodyIsToldOfAGap() {
        List<String> heard = new CopyOnWriteArrayList<>();
        try (Subscription subscription =
                kit.topic("news", String.class).subscribe(listeningTo(heard), SubscribeOptions.defaults())) {
            faults.recover();

            assertThat(heard).isEmpty();
        }
    }

    @Test
    void aNearCacheGivesUpItsValuesWhenItCannotBeTold() {
        stock.near("tea");
        faults.down();
        clock.advance(Duration.ofSeconds(5));

        cachekit.assertThatCalling(() -> stock.near("tea")).on("near").loadsOnce();
    }

    private static TopicSubscriber<String> listeningTo(List<String> heard) {
        return new TopicSubscriber<>() {
            @Override
            public void onMessage(String topic, String message) {
                heard.add(message);
            }

            @Override
            public void onMissed(Missed missed) {
                heard.add("missed");
            }
        };
    }

    private static void unavailable(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatExceptionOfType(BackendUnavailableException.class).isThrownBy(call);
    }
}
