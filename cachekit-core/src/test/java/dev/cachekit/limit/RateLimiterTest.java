package dev.cachekit.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.Band;
import dev.cachekit.CacheKit;
import dev.cachekit.Decision;
import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.RateLimiter;
import dev.cachekit.contract.ManualScheduler;
import dev.cachekit.engine.CacheKitBuilder;
import dev.cachekit.spi.LimitListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rate limiters as a user without Spring meets them. */
class RateLimiterTest {

    private static final Band BAND = Band.tokenBucket(10, Duration.ofSeconds(1));

    private final ManualScheduler time = new ManualScheduler();
    private final CacheKit kit = new CacheKitBuilder()
            .scheduler(time)
            .executor(Runnable::run)
            .limitPlan((limiter, key) ->
                    key.equals("gold") ? List.of(Band.tokenBucket(99, Duration.ofDays(1))) : List.of())
            .limits(name -> name.equals("configured")
                    ? LimiterOptions.NONE.withBands(List.of(BAND), "yml")
                    : LimiterOptions.NONE)
            .listener(new LimitListener() {
                @Override
                public void onPermitGranted(String limiter) {
                    throw new IllegalStateException("a listener that fails");
                }
            })
            .build();

    @AfterEach
    void close() {
        kit.close();
    }

    @Test
    void grantsUntilNothingIsLeft() {
        RateLimiter api = kit.rateLimiter("api", BAND);

        assertThat(api.tryAcquire("ann", 9)).isEqualTo(new Decision(true, 1, Duration.ZERO, Duration.ofMillis(900)));
        assertThat(api.tryAcquire("ann").allowed()).isTrue();
        assertThat(api.tryAcquire("ann"))
                .isEqualTo(new Decision(false, 0, Duration.ofMillis(100), Duration.ofSeconds(1)));
        assertThat(api.tryAcquire("bob").allowed()).isTrue();
    }

    @Test
    void givesBack() {
        RateLimiter api = kit.rateLimiter("api", BAND);
        api.tryAcquire("ann", 10);

        api.credit("ann", 4);

        assertThat(api.tryAcquire("ann", 4).allowed()).isTrue();
    }

    @Test
    void oneNameIsOneLimiter() {
        kit.rateLimiter("api", BAND).tryAcquire("ann", 10);

        assertThat(kit.rateLimiter("api").tryAcquire("ann").allowed()).isFalse();
    }

    @Test
    void otherBandsForOneNameAreRefused() {
        kit.rateLimiter("api", BAND);

        assertThatThrownBy(() -> kit.rateLimiter("api", BAND.withBurst(5)))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("CacheKit.rateLimiter(\"api\", ..)")
                .hasMessageContaining("must agree");
    }

    @Test
    void withoutBandsItMustBeConfigured() {
        assertThat(kit.rateLimiter("configured").tryAcquire("ann").remaining()).isEqualTo(9);
        assertThatThrownBy(() -> kit.rateLimiter("nobody"))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("cachekit.rate-limiters.nobody.bands");
    }

    @Test
    void aPlanGivesItsKeysMore() {
        assertThat(kit.rateLimiter("api", BAND).tryAcquire("gold").remaining()).isEqualTo(98);
    }

    @Test
    void keysThatLookAlikeAreApart() {
        RateLimiter api = kit.rateLimiter("api", BAND);
        api.tryAcquire("a:b", 10);

        assertThat(api.tryAcquire("a%3Ab").allowed()).isTrue();
        assertThat(api.tryAcquire("").allowed()).isTrue();
    }

    @Test
    void whoCancelsAWaitGivesThePlaceBack() {
        RateLimiter api = kit.rateLimiter("api", BAND);
        api.tryAcquire("ann", 10);

        api.async()
                .acquire("ann", 5, Duration.ofSeconds(1))
                .toCompletableFuture()
                .cancel(false);
        time.advance(Duration.ofMillis(100));

        assertThat(api.tryAcquire("ann").allowed()).isTrue();
    }

    @Test
    void nobodyBlocksInTheAsynchronousView() {
        RateLimiter api = kit.rateLimiter("api", BAND);
        api.tryAcquire("ann", 10);

        CompletableFuture<Decision> later =
                api.async().acquire("ann", 1, Duration.ofSeconds(1)).toCompletableFuture();
        assertThat(later).isNotDone();
        time.advance(Duration.ofMillis(100));

        assertThat(later.join().allowed()).isTrue();
        assertThat(api.async().credit("ann", 1).toCompletableFuture()).isCompleted();
        assertThat(api.async().tryAcquire("ann").toCompletableFuture().join().allowed())
                .isTrue();
    }
}
