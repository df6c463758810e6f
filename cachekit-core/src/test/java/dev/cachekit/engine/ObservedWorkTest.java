package dev.cachekit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.Cache;
import dev.cachekit.HeldLock;
import dev.cachekit.contract.ManualScheduler;
import dev.cachekit.spi.CacheListener;
import dev.cachekit.spi.Observer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What observers and listeners are told of, from the front door. */
class ObservedWorkTest {

    private final ManualScheduler time = new ManualScheduler();
    private final List<String> seen = new ArrayList<>();
    private final CacheKitEngine kit = new CacheKitBuilder()
            .scheduler(time)
            .executor(Runnable::run)
            .observer(new Diary())
            .listener(new Sizes())
            .build();
    private final Cache<String, String> users = kit.cache("users", String.class);

    private final class Diary implements Observer {

        @Override
        public Watched begin(Work work, String name) {
            seen.add(work + " " + name);
            return new Watched() {
                @Override
                public <T> T within(Supplier<T> part) {
                    seen.add("inside");
                    return part.get();
                }

                @Override
                public void end(@Nullable Throwable failure) {
                    seen.add(failure == null ? "done" : failure.getMessage());
                }
            };
        }

        @Override
        public Runnable carry(Runnable task) {
            seen.add("carried");
            return task;
        }
    }

    private final class Sizes implements CacheListener {

        @Override
        public void onPut(String cache, int bytes) {
            seen.add(bytes + " bytes");
        }

        @Override
        public void onInvalidated(String cache, Duration lag) {
            seen.add("removed in " + lag.toMillis() + " ms");
        }
    }

    @AfterEach
    void close() {
        kit.close();
    }

    @Test
    void aLoadIsWatchedFromInsideToItsEnd() {
        users.get("1", key -> {
            seen.add("loading");
            return "Ann";
        });

        assertThat(seen).containsExactly("LOAD users", "inside", "loading", "done", "5 bytes");
    }

    @Test
    void aFailedLoadEndsWithItsOwnFailure() {
        assertThatThrownBy(() -> users.get("1", key -> {
                    throw new IllegalStateException("no database");
                }))
                .hasMessage("no database");

        assertThat(seen).containsExactly("LOAD users", "inside", "no database");
    }

    @Test
    void takingALockIsWatched() {
        try (HeldLock held = kit.lock("jobs").acquire(Duration.ofSeconds(1))) {
            assertThat(held.isHeld()).isTrue();
        }

        assertThat(seen).containsExactly("LOCK_WAIT jobs", "done");
    }

    @Test
    void whatIsWatchedIsTakenAlongByCallsThatDoNotWait() throws ExecutionException, InterruptedException {
        users.async().get("1", key -> "Ann").toCompletableFuture().get();

        assertThat(seen).startsWith("carried").contains("LOAD users");
    }

    @Test
    void aRemovalTellsWhenItIsAcknowledged() {
        users.put("1", "Ann");
        users.invalidate("1");

        assertThat(seen).containsExactly("5 bytes", "removed in 0 ms");
    }

    @Test
    void cachesAreToldOfOnceWheneverTheyAreAskedFor() {
        List<String> told = new ArrayList<>();
        kit.regions().onUse(told::add);
        kit.cache("posts", String.class);
        kit.cache("users", String.class);

        assertThat(told).containsExactly("users", "posts");
    }
}
