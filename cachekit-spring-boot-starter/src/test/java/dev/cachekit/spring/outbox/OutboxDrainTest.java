package dev.cachekit.spring.outbox;

import static dev.cachekit.spring.outbox.OutboxWorld.application;
import static dev.cachekit.spring.outbox.OutboxWorld.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import org.junit.jupiter.api.Test;

/** Whoever looks removes in place of writers that have died. */
class OutboxDrainTest {

    @Test
    void deletesTheRowOfARemovalThatWasDone() {
        run(world -> {
            world.items().change(7, () -> {});
            world.context().getBean("cacheKitOutboxDrain", OutboxDrain.class).look();
            assertThat(world.rows()).isEmpty();
        });
    }

    @Test
    void removesInPlaceOfAWriterThatHasDied() {
        run(world -> {
            world.items().name(7);
            world.insert("lost", "KEY", "7");
            OutboxDrain drain = world.drain();
            drain.look();
            assertThat(world.cache().get(7L))
                    .as("its writer may still be at work")
                    .contains("loaded");
            drain.look();
            assertThat(world.cache().get(7L)).isEmpty();
            assertThat(world.rows()).isEmpty();
        });
    }

    @Test
    void emptiesTheCacheAfterAWriteThatThrewSoThatItsKeyIsNotKnown() {
        run(world -> {
            world.items().name(7);
            assertThatThrownBy(world.items()::saveAndThrow).hasMessage("no");
            OutboxDrain drain = world.context().getBean("cacheKitOutboxDrain", OutboxDrain.class);
            drain.look();
            drain.look();
            assertThat(world.cache().get(7L)).isEmpty();
        });
    }

    @Test
    void emptiesTheCacheInPlaceOfAWriterThatHasDied() {
        run(world -> {
            world.items().name(7);
            world.insert("lost", "ALL", "");
            world.lookTwice();
            assertThat(world.cache().get(7L)).isEmpty();
        });
    }

    @Test
    void removesWhatStandsBehindARowThatCannotBeUsed() {
        run(world -> {
            world.items().name(7);
            world.insert("a-bad", "item", "{", "KEY", "1");
            world.insert("lost", "KEY", "7");
            world.lookTwice();
            assertThat(world.cache().get(7L)).isEmpty();
            assertThat(world.rows()).containsExactly("KEY item 1");
        });
    }

    @Test
    void removesWhatStandsBehindMoreRowsThanAreReadAtOnce() {
        run(world -> {
            world.items().name(7);
            world.insert("z-lost", "KEY", "7");
            for (int i = 0; i < 4; i++) {
                world.insert("bad-" + i, "item", "{", "KEY", "1");
            }
            world.lookTwice(2);
            assertThat(world.cache().get(7L)).isEmpty();
            assertThat(world.rows()).hasSize(4);
        });
    }

    @Test
    void removesTheRowsOfAllPagesInTwoLooks() {
        run(world -> {
            for (int i = 0; i < 5; i++) {
                world.insert("lost-" + i, "KEY", "7");
            }
            world.lookTwice(2);
            assertThat(world.rows()).isEmpty();
        });
    }

    @Test
    void removesTheKeysOfAWriterThatUsedAnotherPrefix() {
        run(world -> {
            EntryKey key = new EntryKey(new CacheSpace("shop", "item", "i"), "7");
            world.store(key);
            world.insert("lost", "item", "i", "KEY", "7");
            world.lookTwice();
            assertThat(world.stores(key)).isFalse();
            assertThat(world.rows()).isEmpty();
        });
    }

    @Test
    void removesFromCachesThatOnlyOthersKnow() {
        run(world -> {
            EntryKey key = new EntryKey(new CacheSpace("shop", "theirs", "t"), "7");
            world.store(key);
            world.insert("lost", "theirs", "t", "ALL", "*");
            world.lookTwice();
            assertThat(world.stores(key)).isFalse();
            assertThat(world.rows()).isEmpty();
        });
    }

    @Test
    void leavesThePrefixOfACacheThatIsGoneToWhoeverTakesIt() {
        application("cachekit.outbox.create-table=true", "cachekit.caches.item2.key-prefix=item1")
                .run(context -> {
                    OutboxWorld world = new OutboxWorld(context);
                    world.insert("lost", "item1", "item1", "KEY", "7");
                    world.lookTwice();
                    assertThat(world.rows()).isEmpty();
                    assertThat(world.engine().cache("item2", String.class).get(7L))
                            .isEmpty();
                });
    }

    @Test
    void removesFromTheNearCacheToo() {
        application("cachekit.outbox.create-table=true", "cachekit.caches.item.near.enabled=true")
                .run(context -> {
                    OutboxWorld world = new OutboxWorld(context);
                    world.items().name(7);
                    assertThat(world.engine().nearSize("item")).isEqualTo(1);
                    world.insert("lost", "KEY", "7");
                    world.lookTwice();
                    assertThat(world.engine().nearSize("item")).isZero();
                });
    }

    @Test
    void takesAKindThatItDoesNotKnowForTheWholeCache() {
        run(world -> {
            world.items().name(7);
            world.insert("newer", "RANGE", "1-3");
            world.lookTwice();
            assertThat(world.cache().get(7L)).isEmpty();
            assertThat(world.rows()).isEmpty();
        });
    }

    @Test
    void doesRowsThatMeanTheSameTogether() {
        run(world -> {
            world.insert("lost-1", "ALL", "*");
            world.insert("lost-2", "ALL", "*");
            world.insert("lost-3", "KEY", "7");
            world.lookTwice(2);
            assertThat(world.cache().stats().invalidations()).isEqualTo(2);
            assertThat(world.rows()).isEmpty();
        });
    }
}
