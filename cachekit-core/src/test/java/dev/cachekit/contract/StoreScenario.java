package dev.cachekit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.spi.Backplane;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.Lane;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Token;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** What the parts of {@link EntryStoreContract} are written in. */
interface StoreScenario {

    /** Returns the store under test, the same during one test. */
    EntryStore store();

    /** Returns the backplane of the store under test. */
    Backplane backplane();

    /** Returns when at least this much time has passed by the store's clock. */
    void passTime(Duration duration);

    /** Returns a cache that no other test uses. */
    CacheSpace space();

    /** Returns how many rounds a race is run. */
    int raceRounds();

    /** Returns how many sequences of random operations are run. */
    int randomSequences();

    default EntryKey key(String text) {
        return new EntryKey(space(), text);
    }

    default EntryKey key() {
        return key("42");
    }

    default Lookup find(EntryKey key) {
        return await(store().find(key));
    }

    default LeaseReply lease(EntryKey key, Token token) {
        return await(store().lease(key, Sample.request(token)));
    }

    /** Takes a lease that must be granted. */
    default Token granted(EntryKey key) {
        Token token = Sample.token();
        assertThat(lease(key, token)).isEqualTo(new LeaseReply.Granted());
        return token;
    }

    default boolean fill(EntryKey key, Entry entry) {
        return await(store().fill(key, entry, Sample.LONG_TTL));
    }

    /** Stores a value as an ordinary miss does. */
    default Entry filled(EntryKey key, String json) {
        Entry entry = Sample.entry(granted(key), json);
        assertThat(fill(key, entry)).isTrue();
        return entry;
    }

    default void fence(EntryKey key, Token writer) {
        await(store().fence(key, writer, Sample.LONG));
    }

    default long stamp(Lane lane) {
        return await(store().stamps()).of(lane);
    }

    default void assertHolds(EntryKey key, Entry entry) {
        assertThat(SeenEntry.in(find(key))).isEqualTo(SeenEntry.of(entry));
    }

    default void assertAbsent(EntryKey key) {
        assertThat(find(key)).isEqualTo(new Lookup.Absent());
    }

    /** Returns the answer of a stage, which must come soon. */
    default <T> T await(CompletionStage<T> stage) {
        return Answers.of(stage);
    }
}
