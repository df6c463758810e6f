package dev.cachekit.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cachekit.AsyncCounter;
import dev.cachekit.CacheKit;
import dev.cachekit.Counter;
import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.contract.ManualScheduler;
import dev.cachekit.engine.CacheKitBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Counters as a user without Spring meets them. */
class CounterViewsTest {

    private final ManualScheduler time = new ManualScheduler();
    private final CacheKit kit =
            new CacheKitBuilder().scheduler(time).executor(Runnable::run).build();
    private final Counter views = kit.counter("views:42");

    @AfterEach
    void close() {
        kit.close();
    }

    @Test
    void countsUpAndDown() {
        assertThat(views.increment()).isEqualTo(1);
        assertThat(views.increment(10)).isEqualTo(11);
        assertThat(views.decrement()).isEqualTo(10);
        assertThat(views.decrement(4)).isEqualTo(6);
        assertThat(views.get()).isEqualTo(6);
    }

    @Test
    void twoOfOneNameAreTheSame() {
        views.increment();
        assertThat(kit.counter("views:42").get()).isEqualTo(1);
        assertThat(kit.counter("views%3A42").get()).isZero();
    }

    @Test
    void endsWithItsTime() {
        views.increment();
        assertThat(views.expire(Duration.ofMinutes(1))).isTrue();

        time.advance(Duration.ofMinutes(1));

        assertThat(views.get()).isZero();
        assertThat(views.expire(Duration.ofMinutes(1))).isFalse();
    }

    @Test
    void endsWithTheTimeItWasMadeWith() {
        assertThat(views.increment(2, Duration.ofMinutes(1))).isEqualTo(2);
        assertThat(views.async().increment(1, Duration.ofHours(1))).isCompletedWithValue(3L);

        time.advance(Duration.ofMinutes(1));

        assertThat(views.get()).isZero();
    }

    @Test
    void beginsAnewAfterAReset() {
        views.increment();
        views.reset();
        assertThat(views.get()).isZero();
    }

    @Test
    void anOverflowIsTold() {
        views.increment(Long.MAX_VALUE);
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(views::increment);
        assertThat(views.get()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void whatHasNoNegativeIsNotSubtracted() {
        views.decrement(5);
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> views.decrement(Long.MIN_VALUE));
        assertThat(views.get()).isEqualTo(-5);
    }

    @Test
    void readsSeveralInTheOrderAsked() {
        kit.counter("b").increment(2);
        kit.counter("a").increment(1);

        assertThat(kit.counters(List.of("c", "b", "a", "b")))
                .containsExactly(Map.entry("c", 0L), Map.entry("b", 2L), Map.entry("a", 1L));
        assertThat(kit.counters(List.of())).isEmpty();
    }

    @Test
    void countsWithoutWaiting() {
        AsyncCounter async = views.async();

        assertThat(async.increment(3)).isCompletedWithValue(3L);
        assertThat(async.decrement()).isCompletedWithValue(2L);
        assertThat(async.get()).isCompletedWithValue(2L);
        assertThat(kit.countersAsync(List.of("views:42"))).isCompletedWithValue(Map.of("views:42", 2L));
        assertThat(async.expire(Duration.ofHours(1))).isCompletedWithValue(true);
        assertThat(async.reset()).isCompleted();
        assertThat(views.get()).isZero();
    }

    @Test
    void refusesANameThatIsBlank() {
        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(() -> kit.counter(" "))
                .withMessageContaining("must not be blank");
    }

    @Test
    void refusesATimeThatIsNone() {
        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(() -> views.expire(Duration.ZERO))
                .withMessageContaining("views")
                .withMessageContaining("ttl must be at least 1 ms");
        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(() -> views.increment(1, Duration.ZERO))
                .withMessageContaining("ttl must be at least 1 ms");
        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(() -> kit.batch().increment(views, 1, Duration.ZERO))
                .withMessageContaining("ttl must be at least 1 ms");
    }
}
