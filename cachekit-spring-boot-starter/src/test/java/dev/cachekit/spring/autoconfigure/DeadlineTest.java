package dev.cachekit.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.Cache;
import dev.cachekit.CacheKit;
import dev.cachekit.annotation.BackendFailure;
import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.annotation.WithLock;
import dev.cachekit.annotation.WriteThrough;
import dev.cachekit.redisson.testing.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** Redis hangs: connections stay open, nothing answers. All Redis work of one call ends within the deadline. */
class DeadlineTest {

    private static final Duration DEADLINE = Duration.ofSeconds(1);
    // The client's timer ticks every 100 ms, and the machine may be busy.
    private static final Duration SLACK = Duration.ofMillis(700);

    @Test
    void aReadOfOneKeyReturnsInTime() {
        whileRedisHangs(
                context -> assertThat(cache(context).get(1L, key -> "loaded")).isEqualTo("loaded"));
    }

    @Test
    void aReadOfManyKeysReturnsInTime() {
        whileRedisHangs(
                context -> assertThat(cache(context).getAll(List.of(1L, 2L))).isEmpty());
    }

    @Test
    void aWriteReturnsInTime() {
        whileRedisHangs(context -> cache(context).put(1L, "new"));
    }

    @Test
    void aCachedMethodReturnsInTime() {
        whileRedisHangs(context -> assertThat(users(context).name(1)).isEqualTo("Ada"));
    }

    @Test
    void aWritingMethodReturnsInTime() {
        whileRedisHangs(context -> assertThat(users(context).rename(1, "Eve")).isEqualTo("Eve"));
    }

    @Test
    void anInvalidatingMethodReturnsInTime() {
        whileRedisHangs(context -> users(context).remove(1));
    }

    @Test
    void aMethodThatInvalidatesSeveralCachesReturnsInTime() {
        whileRedisHangs(context -> users(context).removeEverywhere(1));
    }

    @Test
    void aMethodThatInvalidatesByPatternReturnsInTime() {
        whileRedisHangs(context -> users(context).removeAll());
    }

    @Test
    void aLockIsRefusedInTime() {
        whileRedisHangs(context -> assertThatThrownBy(
                        () -> context.getBean(CacheKit.class).lock("jobs").acquire(Duration.ofMinutes(1)))
                .isInstanceOf(BackendUnavailableException.class));
    }

    @Test
    void aMethodWhoseLockIsEnoughInThisProcessReturnsInTime() {
        whileRedisHangs(context -> assertThat(users(context).countLocally()).isEqualTo(1));
    }

    private static Cache<Long, String> cache(ApplicationContext context) {
        return context.getBean(CacheKit.class).cache("plain", String.class);
    }

    private static Users users(ApplicationContext context) {
        return context.getBean(Users.class);
    }

    private static void whileRedisHangs(Consumer<ApplicationContext> call) {
        try (RedisServer server = RedisServer.startLocal()) {
            Starts.with("cachekit.redis.url=" + server.url(), "cachekit.app=deadline")
                    .withBean(Users.class)
                    .run(context -> {
                        users(context).name(7);
                        server.pause();
                        try {
                            assertReturnsInTime(() -> call.accept(context));
                        } finally {
                            server.resume();
                        }
                    });
        }
    }

    private static void assertReturnsInTime(Runnable call) {
        long start = System.nanoTime();
        call.run();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(DEADLINE.plus(SLACK));
    }

    static class Users {

        @CacheAside(cache = "users", key = "#id")
        public String name(long id) {
            return "Ada";
        }

        @WriteThrough(cache = "users", key = "#id")
        public String rename(long id, String name) {
            return name;
        }

        @Invalidate(cache = "users", key = "#id")
        public void remove(long id) {}

        @Invalidate(cache = "users", key = "#id")
        @Invalidate(cache = "names", key = "#id")
        @Invalidate(cache = "letters", key = "#id")
        @Invalidate(cache = "badges", key = "#id")
        @Invalidate(cache = "friends", key = "#id")
        public void removeEverywhere(long id) {}

        @WithLock(name = "users", onBackendFailure = BackendFailure.LOCAL)
        public int countLocally() {
            return 1;
        }

        @Invalidate(cache = "users", all = true)
        public void removeAll() {}
    }
}
