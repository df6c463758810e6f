package dev.cachekit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cachekit.Cache;
import dev.cachekit.CacheKit;
import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.LoadOptions;
import dev.cachekit.Ttl;
import dev.cachekit.contract.ManualScheduler;
import dev.cachekit.operation.CacheOptions;
import dev.cachekit.operation.CacheSetting;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tags, stale values and reloads as a user without Spring meets them. */
class ReloadOptionsTest {

    private final ManualScheduler time = new ManualScheduler();
    private final Queue<Runnable> background = new ArrayDeque<>();
    private final ThreadLocal<String> context = new ThreadLocal<>();
    private final CacheKit kit = new CacheKitBuilder()
            .scheduler(time)
            .background(background::add)
            .context(task -> {
                String carried = context.get();
                return () -> {
                    context.set(carried);
                    task.run();
                    context.remove();
                };
            })
            .options(cache -> options())
            .build();
    private final Cache<Long, String> names = kit.cache("names", String.class);

    private static CacheOptions options() {
        return CacheOptions.NONE
                .with(CacheSetting.TTL, Ttl.of(Duration.ofMinutes(1)), "test")
                .with(CacheSetting.JITTER, 0.0, "test")
                .with(CacheSetting.STALE_WHILE_REVALIDATE, Duration.ofSeconds(10), "test")
                .with(CacheSetting.STALE_ON_ERROR, Duration.ofHours(1), "test");
    }

    @AfterEach
    void close() {
        kit.close();
    }

    private static String failing(long id) {
        throw new IllegalStateException("database");
    }

    @Test
    void aTagRemovesWhatWasLoadedWithIt() {
        names.get(1L, id -> "one", LoadOptions.defaults().withTags("odd"));
        names.get(2L, id -> "two", LoadOptions.defaults().withTags("even"));
        names.invalidateTag("odd");
        assertThat(names.get(1L)).isEmpty();
        assertThat(names.get(2L)).contains("two");
    }

    @Test
    void anIllegalTagIsRefusedBeforeAnythingElse() {
        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(() -> names.invalidateTag(" "))
                .withMessageContaining("names");
        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(
                        () -> names.get(1L, id -> "one", LoadOptions.defaults().withTags("a\nb")));
    }

    @Test
    void clearingEndsExpiredValuesToo() {
        names.put(1L, "one");
        time.advance(Duration.ofSeconds(61));
        names.clear();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> names.get(1L, ReloadOptionsTest::failing))
                .withMessage("database");
    }

    @Test
    void anExpiredValueIsServedWhileItIsReloaded() {
        names.put(1L, "old");
        time.advance(Duration.ofSeconds(61));
        assertThat(names.get(1L, id -> "new")).isEqualTo("old");
        background.remove().run();
        assertThat(names.get(1L, id -> "newer")).isEqualTo("new");
    }

    @Test
    void anExpiredValueStandsInForAFailure() {
        names.put(1L, "old");
        time.advance(Duration.ofSeconds(90));
        assertThat(names.get(1L, ReloadOptionsTest::failing)).isEqualTo("old");
        assertThat(names.getAll(List.of(1L), missing -> {
                    throw new IllegalStateException("database");
                }))
                .containsValue("old");
    }

    @Test
    void theContextOfTheCallerComesAlong() {
        names.put(1L, "old");
        time.advance(Duration.ofSeconds(61));
        context.set("request 7");
        names.get(1L, id -> String.valueOf(context.get()));
        context.remove();
        background.remove().run();
        assertThat(names.get(1L)).contains("request 7");
    }
}
