package dev.cachekit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.Cache;
import dev.cachekit.CacheKit;
import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.contract.LaneBoard;
import dev.cachekit.contract.ManualScheduler;
import dev.cachekit.inprocess.InProcessBackend;
import dev.cachekit.operation.CacheOptions;
import dev.cachekit.operation.CacheSetting;
import dev.cachekit.operation.Consistency;
import dev.cachekit.spi.Backend;
import dev.cachekit.spi.Backplane;
import dev.cachekit.spi.Beat;
import dev.cachekit.spi.Channel;
import dev.cachekit.spi.CounterStore;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.FlightStore;
import dev.cachekit.spi.Lane;
import dev.cachekit.spi.LimitStore;
import dev.cachekit.spi.LockStore;
import dev.cachekit.spi.StoreAdmin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class NearKitTest {

    private final ManualScheduler time = new ManualScheduler();

    @Test
    void switchesTheNearCacheOfOneCacheOn() {
        try (CacheKit kit = CacheKit.builder().near("users", true).build()) {
            Cache<String, String> users = kit.cache("users", String.class);
            Cache<String, String> others = kit.cache("others", String.class);

            users.get("1", key -> "Ann");
            users.get("1", key -> "Ben");
            others.get("1", key -> "Ann");
            others.get("1", key -> "Ben");

            assertThat(users.stats().nearHits()).isEqualTo(1);
            assertThat(users.stats().hits()).isEqualTo(1);
            assertThat(others.stats().nearHits()).isZero();
            assertThat(others.stats().hits()).isEqualTo(1);
        }
    }

    @Test
    void twoKitsOnOneStoreTellEachOtherWhatIsRemoved() {
        InProcessBackend shared = InProcessBackend.create(time, 100, Runnable::run);
        try (CacheKit one = near(shared);
                CacheKit two = near(shared)) {
            Cache<String, String> here = one.cache("users", String.class);
            Cache<String, String> there = two.cache("users", String.class);
            here.get("1", key -> "Ann");
            assertThat(there.get("1")).contains("Ann");

            here.invalidate("1");

            assertThat(there.get("1")).isEmpty();
            assertThat(there.get("1", key -> "Ben")).isEqualTo("Ben");
            assertThat(here.get("1")).contains("Ben");
        }
    }

    @Test
    void twoKitsOnOneStoreTellEachOtherThatACacheIsCleared() {
        InProcessBackend shared = InProcessBackend.create(time, 100, Runnable::run);
        try (CacheKit one = near(shared);
                CacheKit two = near(shared)) {
            Cache<String, String> here = one.cache("users", String.class);
            Cache<String, String> there = two.cache("users", String.class);
            there.get("1", key -> "Ann");

            here.clear();

            assertThat(there.get("1")).isEmpty();
        }
    }

    private CacheKit near(Backend shared) {
        return new CacheKitBuilder()
                .scheduler(time)
                .backend(shared)
                .near("users", true)
                .build();
    }

    @Test
    void explainsThatAValueIsKeptHere() {
        try (CacheKit kit = CacheKit.builder().near("users", true).build()) {
            Cache<String, String> users = kit.cache("users", String.class);
            users.get("1", key -> "Ann");

            assertThat(users.explain("1").why()).isEqualTo("kept in this process, and served without asking the store");
        }
    }

    @Test
    void aChangedLifetimeEndsTheKeptValue() {
        try (CacheKit kit = CacheKit.builder().near("users", true).build()) {
            Cache<String, String> users = kit.cache("users", String.class);
            users.get("1", key -> "Ann");

            users.persist("1");

            assertThat(users.explain("1").why()).isEqualTo("stored and readable");
        }
    }

    @Test
    void refusesANearCacheWhereNothingOlderMayEverBeServed() {
        try (CacheKitEngine kit = new CacheKitBuilder()
                .near("users", true)
                .options(cache -> CacheOptions.NONE.with(CacheSetting.CONSISTENCY, Consistency.LINEAR, "a property"))
                .build()) {
            assertThatThrownBy(() -> kit.cache("users", String.class))
                    .isInstanceOf(InvalidConfigurationException.class)
                    .hasMessageContaining("cache users")
                    .hasMessageContaining("CacheKit.builder().near(\"users\", ..)")
                    .hasMessageContaining("a property")
                    .hasMessageContaining("bounded");
        }
    }

    @Test
    void aLinearCacheIsNotKeptNearByADefault() {
        CacheOptions defaults = CacheOptions.NONE.with(CacheSetting.NEAR_ENABLED, true, "defaults");
        try (CacheKitEngine kit = new CacheKitBuilder()
                .options(cache -> CacheOptions.NONE
                        .with(CacheSetting.CONSISTENCY, Consistency.LINEAR, "a property")
                        .over(defaults))
                .build()) {
            Cache<String, String> users = kit.cache("users", String.class);
            users.get("1", key -> "Ann");

            assertThat(users.explain("1").why()).isEqualTo("stored and readable");
        }
    }

    @Test
    void listensOnlyOnceACacheIsKeptNear() {
        List<String> calls = new ArrayList<>();
        try (CacheKitEngine kit = new CacheKitBuilder()
                .scheduler(time)
                .backend(new Watched(InProcessBackend.create(time), calls))
                .near("users", true)
                .build()) {
            kit.cache("others", String.class);
            assertThat(calls).isEmpty();

            kit.cache("users", String.class);

            assertThat(calls).containsExactly("listen");
        }
    }

    private record Watched(Backend backend, List<String> calls) implements Backend {

        @Override
        public String name() {
            return backend.name();
        }

        @Override
        public boolean isShared() {
            return false;
        }

        @Override
        public EntryStore entries() {
            return backend.entries();
        }

        @Override
        public LimitStore limits() {
            return backend.limits();
        }

        @Override
        public CounterStore counters() {
            return backend.counters();
        }

        @Override
        public FlightStore flights() {
            return backend.flights();
        }

        @Override
        public LockStore locks() {
            return backend.locks();
        }

        @Override
        public StoreAdmin admin() {
            return backend.admin();
        }

        @Override
        public Channel channel() {
            return backend.channel();
        }

        @Override
        public Backplane backplane() {
            LaneBoard lanes = new LaneBoard();
            return new Backplane() {
                @Override
                public void listen(Listener listener) {
                    calls.add("listen");
                    lanes.listen(listener);
                }

                @Override
                public CompletionStage<Map<Lane, Beat>> beat() {
                    return lanes.beat();
                }
            };
        }

        @Override
        public void close() {
            backend.close();
        }
    }
}
