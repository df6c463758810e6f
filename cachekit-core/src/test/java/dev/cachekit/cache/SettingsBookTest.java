package dev.cachekit.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.Ttl;
import dev.cachekit.operation.CacheOptions;
import dev.cachekit.operation.CacheSetting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class SettingsBookTest {

    private final List<String> changed = new ArrayList<>();
    private final SettingsBook book = new SettingsBook(UnaryOperator.identity(), ttl(1));

    private static Function<String, CacheOptions> ttl(int seconds) {
        return cache -> CacheOptions.NONE.with(CacheSetting.TTL, Ttl.of(Duration.ofSeconds(seconds)), "a test");
    }

    private long seconds(String cache) {
        return book.of(cache).ttl().duration().toSeconds();
    }

    @Test
    void cachesThatWereAskedForAreToldAndOthersSeeTheNewOptions() {
        assertThat(seconds("a")).isEqualTo(1);

        assertThat(book.reload(ttl(2), (name, now) -> changed.add(name))).containsExactly("a");

        assertThat(changed).containsExactly("a");
        assertThat(seconds("a")).isEqualTo(2);
        assertThat(seconds("b")).isEqualTo(2);
    }

    @Test
    void oneCacheThatCannotChangeKeepsAllFromChanging() {
        seconds("a");
        seconds("b");
        Function<String, CacheOptions> bad = cache -> cache.equals("b")
                ? CacheOptions.NONE.with(CacheSetting.KEY_PREFIX, "x", "a test")
                : ttl(2).apply(cache);

        assertThatThrownBy(() -> book.reload(bad, (name, now) -> changed.add(name)))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessage("a test: key-prefix of cache b cannot change while it is used and is  but was x;"
                        + " restart the application, or set it back");
        assertThat(changed).isEmpty();
        assertThat(seconds("a")).isEqualTo(1);
        assertThat(seconds("c")).isEqualTo(1);
    }

    @Test
    void theSameFromAnotherSourceIsNoChange() {
        seconds("a");

        assertThat(book.reload(
                        cache -> CacheOptions.NONE.with(CacheSetting.TTL, Ttl.of(Duration.ofSeconds(1)), "elsewhere"),
                        (name, now) -> {}))
                .isEmpty();
        assertThat(book.of("a").origin().find(CacheSetting.TTL).orElseThrow().source())
                .isEqualTo("elsewhere");
    }

    /** Without the lock the cache would keep what it read from the options of before. */
    @Test
    void aCacheThatIsReadWhileAllChangeSeesTheNewOptions() throws InterruptedException {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        SettingsBook slow = new SettingsBook(UnaryOperator.identity(), cache -> {
            reading.countDown();
            await(goOn);
            return ttl(1).apply(cache);
        });
        Thread reader = new Thread(() -> slow.of("a"));
        Thread reloader = new Thread(() -> slow.reload(ttl(2), (name, now) -> changed.add(name)));
        reader.start();
        await(reading);
        reloader.start();
        goOn.countDown();
        reader.join();
        reloader.join();

        assertThat(slow.of("a").ttl().duration()).isEqualTo(Duration.ofSeconds(2));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
