package dev.cachekit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.spi.Backend;
import dev.cachekit.spi.Bundle;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.CounterKey;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Tagging;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every sentence of {@link Bundle}, as tests. Every test uses keys of its own. */
public abstract class BundleContract {

    private final String run = Sample.token().value();
    private final CacheSpace space = new CacheSpace("shop", "bundles", "bundles");
    private final CounterKey counter = new CounterKey("bundled" + run);

    /** Returns the backend. */
    protected abstract Backend backend();

    private EntryKey key(Object text) {
        return new EntryKey(space, run + text);
    }

    private Entry stored(Object text) {
        Entry entry = Sample.entry(Sample.token(), "1");
        Answers.of(backend().entries().put(key(text), entry, Sample.LONG_TTL));
        return entry;
    }

    private Lookup find(Object text) {
        return Answers.of(backend().entries().find(key(text)));
    }

    @Test
    void everyRequestHasItsAnswer() {
        Entry there = stored("there");
        stored("gone");
        Entry written = Sample.entry(Sample.token(), "2");
        Bundle bundle = backend().bundle();

        CompletionStage<Lookup> hit = bundle.entries().find(key("there"));
        CompletionStage<Lookup> miss = bundle.entries().find(key("absent"));
        CompletionStage<Void> put = bundle.entries().put(key("put"), written, Sample.LONG_TTL);
        CompletionStage<Void> removed = bundle.entries().invalidate(List.of(key("gone")));
        CompletionStage<Long> first = bundle.counters().add(counter, 5);
        CompletionStage<Long> second = bundle.counters().add(counter, 2, Duration.ofMinutes(1));
        bundle.send();

        assertThat(Answers.of(hit))
                .isInstanceOfSatisfying(
                        Lookup.Hit.class,
                        found -> assertThat(found.entry().token()).isEqualTo(there.token()));
        assertThat(Answers.of(miss)).isInstanceOf(Lookup.Absent.class);
        Answers.of(put);
        Answers.of(removed);
        assertThat(List.of(Answers.of(first), Answers.of(second)))
                .isSubsetOf(5L, 2L, 7L)
                .contains(7L);
        assertThat(find("put")).isInstanceOf(Lookup.Hit.class);
        assertThat(find("gone")).isInstanceOf(Lookup.Absent.class);
    }

    @Test
    void oneFailureIsNoFailureOfTheOthers() {
        Answers.of(backend().counters().add(counter, Long.MAX_VALUE));
        CounterKey other = new CounterKey("other" + run);
        Bundle bundle = backend().bundle();

        CompletionStage<Long> before = bundle.counters().add(other, 1);
        CompletionStage<Long> overflow = bundle.counters().add(counter, 1);
        CompletionStage<Long> after = bundle.counters().add(other, 1);
        bundle.send();

        assertThat(Answers.of(before) + Answers.of(after)).isEqualTo(3);
        assertThat(overflow.toCompletableFuture())
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .havingRootCause()
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void manyRequestsAreAllAnswered() {
        Bundle bundle = backend().bundle();
        List<CompletionStage<Long>> added = IntStream.range(0, 2_500)
                .mapToObj(i -> bundle.counters().add(counter, 1))
                .toList();
        bundle.send();

        assertThat(added.stream().mapToLong(Answers::of).max()).hasValue(2_500);
    }

    @Test
    void whatIsAskedForLaterGoesAtOnce() {
        Bundle bundle = backend().bundle();
        bundle.send();
        assertThat(Answers.of(bundle.counters().add(counter, 1))).isEqualTo(1);
    }

    @Test
    void taggedValuesAreLookedUp() {
        Tagging tags = Tagging.of(Answers.of(backend().entries().tagClock(space)), List.of("red" + run));
        Entry tagged = Sample.entry(Sample.token(), "1").withTags(tags);
        Answers.of(backend().entries().put(key("tagged"), tagged, Sample.LONG_TTL));

        assertThat(found("tagged")).isInstanceOf(Lookup.Hit.class);
        Answers.of(backend().entries().invalidateTags(space, List.of("red" + run)));
        assertThat(found("tagged")).isInstanceOf(Lookup.Absent.class);
    }

    @Test
    void aClearedValueIsAbsent() {
        stored("cleared");
        Answers.of(backend().entries().clear(space));
        assertThat(found("cleared")).isInstanceOf(Lookup.Absent.class);
    }

    private Lookup found(Object text) {
        Bundle bundle = backend().bundle();
        CompletionStage<Lookup> answer = bundle.entries().find(key(text));
        bundle.send();
        return Answers.of(answer);
    }
}
