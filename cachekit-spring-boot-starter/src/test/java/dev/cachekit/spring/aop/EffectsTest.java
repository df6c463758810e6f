package dev.cachekit.spring.aop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.Cache;
import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.annotation.Phase;
import dev.cachekit.annotation.WriteThrough;
import dev.cachekit.contract.HeardMessages;
import dev.cachekit.engine.CacheKitEngine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;

class EffectsTest {

    record Item(long id, String name, long version) {}

    static class Items {

        @CacheAside("item")
        public Item byId(long id) {
            return new Item(id, "loaded", 0);
        }

        @Invalidate("item")
        public void touch(long id) {}

        @Invalidate(cache = "item", key = "#id")
        public void fail(long id) {
            throw new IllegalStateException("failed");
        }

        @Invalidate(cache = "item", key = "#result.id")
        public Item byResult(long id) {
            return new Item(id, "x", 0);
        }

        @Invalidate(cache = "item", keys = "#ids")
        public void touchAll(List<Long> ids) {}

        @Invalidate(cache = "item", pattern = "1*", notifyTopic = "items")
        public void touchOnes() {}

        @Invalidate(cache = "item", all = true)
        public void clear() {}

        @Invalidate(cache = "item", key = "#id", condition = "#really")
        public void touchIf(long id, boolean really) {}

        @Invalidate(cache = "item", key = "#id", phase = Phase.BEFORE)
        public void before(long id, Runnable body) {
            body.run();
        }

        @Invalidate(cache = "item", key = "#a", notifyTopic = "items")
        @Invalidate(cache = "item", key = "#b")
        public void touchTwo(long a, long b) {}

        @WriteThrough(cache = "item", key = "#item.id")
        public Item save(Item item) {
            return new Item(item.id(), "saved " + item.name(), item.version());
        }

        @WriteThrough(cache = "item", key = "#result.id", version = "#result.version")
        public Item insert(long id, String name, long version) {
            return new Item(id, name, version);
        }

        @WriteThrough(cache = "item", key = "#item.id", entry = "#item")
        public void store(Item item) {}

        @WriteThrough(cache = "item", key = "#item.id", unless = "#result.name == 'secret'", condition = "#item.id > 0")
        public Item some(Item item) {
            return item;
        }

        @WriteThrough(cache = "item", key = "#item.id")
        public Item refused(Item item) {
            throw new IllegalStateException("failed");
        }

        @WriteThrough(cache = "item", key = "#tenant + '-' + #id")
        public Item refusedOfTenant(String tenant, long id) {
            throw new IllegalStateException("after the update");
        }

        @WriteThrough(cache = "item", keys = "#items.![id]", entry = "#items")
        public void refuseAll(List<Item> items) {
            throw new IllegalStateException("after the update");
        }

        @WriteThrough(cache = "item", key = "#id")
        @Invalidate(cache = "other", key = "#name", condition = "#name.length() > 0")
        public Item saveUnlessRefusedBefore(long id, String name) {
            return new Item(id, name, 0);
        }

        @Invalidate(cache = "other", keys = "#ids")
        @Invalidate(cache = "item", key = "#id")
        public void touchAfterAnError(Iterable<Long> ids, long id) {}

        @WriteThrough(cache = "item", key = "#result.id")
        public Item refusedInsert(long id) {
            throw new IllegalStateException("failed");
        }

        @WriteThrough(cache = "item", keys = "#items.![id]", entry = "#items")
        public void saveAll(List<Item> items) {}

        @WriteThrough(cache = "item", keys = "#byId.keySet()", entry = "#byId")
        public void saveMap(Map<Long, Item> byId) {}
    }

    private static void run(Consumer<World> test) {
        Contexts.with(Items.class).run(context -> test.accept(new World(context)));
    }

    /** The beans under test and a view of the cache. */
    private record World(AssertableApplicationContext context) {

        Items items() {
            return context.getBean(Items.class);
        }

        Cache<Long, Item> cache() {
            return context.getBean(CacheKitEngine.class).cache("item", Item.class);
        }

        void fill(long... ids) {
            Arrays.stream(ids).forEach(items()::byId);
        }

        List<Boolean> cached(long... ids) {
            return Arrays.stream(ids).mapToObj(cache()::exists).toList();
        }
    }

    @Test
    void invalidatesTheDefaultKeyOfAReaderWithTheSameParameters() {
        run(world -> {
            world.fill(1, 2);
            world.items().touch(1);
            assertThat(world.cached(1, 2)).containsExactly(false, true);
        });
    }

    @Test
    void invalidatesAlsoWhenTheMethodThrew() {
        run(world -> {
            world.fill(1);
            assertThatThrownBy(() -> world.items().fail(1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasNoSuppressedExceptions();
            assertThat(world.cached(1)).containsExactly(false);
        });
    }

    @Test
    void invalidatesByTheResult() {
        run(world -> {
            world.fill(1);
            world.items().byResult(1);
            assertThat(world.cached(1)).containsExactly(false);
        });
    }

    @Test
    void invalidatesEachElementOfKeys() {
        run(world -> {
            world.fill(1, 2, 3);
            world.items().touchAll(List.of(1L, 3L));
            assertThat(world.cached(1, 2, 3)).containsExactly(false, true, false);
        });
    }

    @Test
    void invalidatesByPatternAndAll() {
        run(world -> {
            world.fill(1, 10, 2);
            world.items().touchOnes();
            assertThat(world.cached(1, 10, 2)).containsExactly(false, false, true);
            world.items().clear();
            assertThat(world.cached(2)).containsExactly(false);
        });
    }

    @Test
    void invalidatesOnlyIfTheConditionHolds() {
        run(world -> {
            world.fill(1);
            world.items().touchIf(1, false);
            assertThat(world.cached(1)).containsExactly(true);
            world.items().touchIf(1, true);
            assertThat(world.cached(1)).containsExactly(false);
        });
    }

    @Test
    void invalidatesBeforeTheMethodInThatPhase() {
        run(world -> {
            world.fill(1);
            List<Boolean> inside = new ArrayList<>();
            world.items().before(1, () -> inside.addAll(world.cached(1)));
            assertThat(inside).containsExactly(false);
        });
    }

    @Test
    void tellsTheTopicWhatWasRemoved() {
        run(world -> {
            HeardMessages heard = HeardMessages.of(
                    world.context().getBean(CacheKitEngine.class).backend().channel(), "items");
            world.fill(1, 2);
            world.items().touchTwo(1, 2);
            assertThat(world.cached(1, 2)).containsExactly(false, false);
            assertThat(heard.next())
                    .isEqualTo("{\"cache\":\"item\",\"keys\":[\"1\"],\"tags\":[],\"pattern\":null,\"all\":false}");
        });
    }

    @Test
    void storesWhatTheWriteReturned() {
        run(world -> {
            world.fill(1);
            world.items().save(new Item(1, "a", 0));
            assertThat(world.cache().get(1L)).contains(new Item(1, "saved a", 0));
        });
    }

    @Test
    void storesUnderAKeyThatOnlyTheResultTells() {
        run(world -> {
            world.items().insert(5, "new", 3);
            assertThat(world.cache().get(5L)).contains(new Item(5, "new", 3));
        });
    }

    @Test
    void keepsTheHigherVersion() {
        run(world -> {
            world.items().insert(5, "new", 3);
            world.items().insert(5, "old", 2);
            assertThat(world.cache().get(5L)).contains(new Item(5, "new", 3));
        });
    }

    @Test
    void storesAnEntryThatIsNotTheResult() {
        run(world -> {
            world.items().store(new Item(1, "given", 0));
            assertThat(world.cache().get(1L)).contains(new Item(1, "given", 0));
        });
    }

    @Test
    void removesTheKeyInsteadOfStoringWhatUnlessForbids() {
        run(world -> {
            world.fill(1);
            world.items().some(new Item(1, "secret", 0));
            assertThat(world.cached(1)).containsExactly(false);
        });
    }

    @Test
    void storesNothingWhenTheWriteThrew() {
        run(world -> {
            assertThatThrownBy(() -> world.items().refused(new Item(1, "x", 0)))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(world.cached(1)).containsExactly(false);
        });
    }

    @Test
    void removesAComposedKeyWhenTheWriteThrew() {
        run(world -> {
            Cache<String, Item> cache =
                    world.context().getBean(CacheKitEngine.class).cache("item", Item.class);
            cache.put("shop-1", new Item(1, "old", 0));
            assertThatThrownBy(() -> world.items().refusedOfTenant("shop", 1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasNoSuppressedExceptions();
            assertThat(cache.exists("shop-1")).isFalse();
        });
    }

    @Test
    void removesProjectedKeysWhenTheWriteThrew() {
        run(world -> {
            world.fill(1, 2, 3);
            assertThatThrownBy(() -> world.items().refuseAll(List.of(new Item(1, "a", 0), new Item(2, "b", 0))))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(world.cached(1, 2, 3)).containsExactly(false, false, true);
        });
    }

    @Test
    void passesTheFailureOfAWriteWhoseKeyOnlyTheResultTells() {
        run(world -> assertThatThrownBy(() -> world.items().refusedInsert(1))
                .isInstanceOf(IllegalStateException.class)
                .hasNoSuppressedExceptions());
    }

    @Test
    void storesAgainAfterACallWhoseSecondEffectCouldNotBegin() {
        run(world -> {
            assertThatThrownBy(() -> world.items().saveUnlessRefusedBefore(1, null))
                    .hasNoSuppressedExceptions();
            world.cache().get(1L, id -> new Item(id, "loaded", 0));
            assertThat(world.cached(1)).containsExactly(true);
        });
    }

    @Test
    void removesAlsoAfterAnErrorOfAnotherRemoval() {
        run(world -> {
            world.fill(1);
            AtomicInteger looks = new AtomicInteger();
            Iterable<Long> broken = () -> {
                if (looks.incrementAndGet() > 1) { // not before the method
                    throw new AssertionError("no keys");
                }
                return Collections.emptyIterator();
            };
            assertThatThrownBy(() -> world.items().touchAfterAnError(broken, 1)).hasMessage("no keys");
            assertThat(world.cached(1)).containsExactly(false);
        });
    }

    @Test
    void storesOneEntryPerKey() {
        run(world -> {
            world.items().saveAll(List.of(new Item(1, "a", 0), new Item(2, "b", 0)));
            world.items().saveMap(Map.of(3L, new Item(3, "c", 0)));
            assertThat(world.cache().get(2L)).contains(new Item(2, "b", 0));
            assertThat(world.cached(1, 2, 3)).containsExactly(true, true, true);
        });
    }
}
