package dev.cachekit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.spi.CounterKey;
import dev.cachekit.spi.CounterStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Every sentence of {@link CounterStore}, as tests. Every test counts with counters of its own. */
public abstract class CounterContract {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofHours(1);
    private static final int THREADS = 8;
    private static final int ADDITIONS = 250;

    private final String name = "views" + Sample.token();
    private final CounterKey counter = new CounterKey(name);

    /** Returns the store. */
    protected abstract CounterStore store();

    /** Returns when at least this much time has passed by the store's clock. */
    protected abstract void passTime(Duration duration);

    private long add(long delta) {
        return Answers.of(store().add(counter, delta));
    }

    private long value() {
        return Answers.of(store().get(counter));
    }

    private boolean expire(Duration ttl) {
        return Answers.of(store().expire(counter, ttl));
    }

    @Test
    void readsAsZeroBeforeItExists() {
        assertThat(value()).isZero();
        assertThat(Answers.of(store().getAll(List.of(counter)))).containsExactly(Map.entry(counter, 0L));
    }

    @Test
    void addsAndSubtracts() {
        assertThat(add(5)).isEqualTo(5);
        assertThat(add(-7)).isEqualTo(-2);
        assertThat(add(0)).isEqualTo(-2);
        assertThat(value()).isEqualTo(-2);
    }

    @Test
    void everyAdditionOfManyThreadsCounts() {
        List<CompletableFuture<List<Long>>> threads = IntStream.range(0, THREADS)
                .mapToObj(thread -> CompletableFuture.supplyAsync(this::addOneByOne))
                .toList();

        assertThat(threads.stream().flatMap(thread -> thread.join().stream()).sorted())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, THREADS * ADDITIONS).boxed().toList());
    }

    private List<Long> addOneByOne() {
        List<Long> seen = new ArrayList<>();
        for (int i = 0; i < ADDITIONS; i++) {
            seen.add(add(1));
        }
        return seen;
    }

    @Test
    void holdsEveryLong() {
        assertThat(add(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
        assertThat(add(Long.MIN_VALUE)).isEqualTo(-1);
        assertThat(add(Long.MIN_VALUE + 1)).isEqualTo(Long.MIN_VALUE);
        assertThat(value()).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void anOverflowChangesNothing() {
        add(Long.MAX_VALUE - 1);
        assertOverflow(store().add(counter, 2));
        assertThat(add(1)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void anUnderflowChangesNothing() {
        add(Long.MIN_VALUE);
        assertOverflow(store().add(counter, -1));
        assertThat(value()).isEqualTo(Long.MIN_VALUE);
    }

    private void assertOverflow(CompletionStage<Long> answer) {
        assertThat(answer.toCompletableFuture())
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .havingRootCause()
                .isInstanceOf(ArithmeticException.class)
                .withMessageNotContaining(name);
    }

    @Test
    void aResetCounterBeginsAnewAndHasNoEnd() {
        add(5);
        expire(SHORT);
        Answers.of(store().reset(counter));
        assertThat(value()).isZero();

        add(1);
        passTime(SHORT);
        assertThat(value()).isEqualTo(1);
    }

    @Test
    void resettingWhatDoesNotExistIsHarmless() {
        Answers.of(store().reset(counter));
        assertThat(value()).isZero();
    }

    @Test
    void endsWhenItsTimeIsOver() {
        add(5);
        assertThat(expire(SHORT)).isTrue();
        assertThat(value()).isEqualTo(5);

        passTime(SHORT);

        assertThat(value()).isZero();
        assertThat(add(1)).isEqualTo(1);
    }

    @Test
    void keepsItsEndWhenItIsChanged() {
        add(5);
        expire(SHORT);
        add(1);

        passTime(SHORT);

        assertThat(value()).isZero();
    }

    @Test
    void oneThatIsMadeWithAnEndHasIt() {
        assertThat(addOrBegin(5, SHORT)).isEqualTo(5);
        assertThat(addOrBegin(-2, LONG)).isEqualTo(3);

        passTime(SHORT);

        assertThat(value()).isZero();
        assertThat(addOrBegin(1, LONG)).isEqualTo(1);
    }

    @Test
    void oneThatExistsIsGivenNoEnd() {
        add(1);
        assertThat(addOrBegin(1, SHORT)).isEqualTo(2);

        passTime(SHORT);

        assertThat(value()).isEqualTo(2);
    }

    @Test
    void oneThatIsMadeWithAnEndHoldsEveryLong() {
        assertThat(addOrBegin(Long.MAX_VALUE, LONG)).isEqualTo(Long.MAX_VALUE);
        assertOverflow(store().add(counter, 1, SHORT));
        assertThat(addOrBegin(-1, SHORT)).isEqualTo(Long.MAX_VALUE - 1);
        passTime(SHORT);
        assertThat(value()).isEqualTo(Long.MAX_VALUE - 1);
    }

    private long addOrBegin(long delta, Duration ttlIfNew) {
        return Answers.of(store().add(counter, delta, ttlIfNew));
    }

    @Test
    void aLaterEndReplacesTheFirst() {
        add(5);
        expire(SHORT);
        assertThat(expire(LONG)).isTrue();

        passTime(SHORT);

        assertThat(value()).isEqualTo(5);
    }

    @Test
    void takesTheLongestEnd() {
        add(5);
        assertThat(expire(Duration.ofSeconds(Long.MAX_VALUE))).isTrue();
        assertThat(value()).isEqualTo(5);
    }

    @Test
    void whatDoesNotExistCannotEnd() {
        assertThat(expire(SHORT)).isFalse();
        assertThat(value()).isZero();
    }

    @Test
    void readsManyAtOnce() {
        Map<CounterKey, Long> written =
                IntStream.range(0, 200).boxed().collect(Collectors.toMap(i -> new CounterKey(name + i), i -> (long) i));
        written.forEach((key, value) -> Answers.of(store().add(key, value)));

        List<CounterKey> asked = new ArrayList<>(written.keySet());
        asked.add(counter);

        assertThat(Answers.of(store().getAll(asked)))
                .hasSize(201)
                .containsAllEntriesOf(written)
                .containsEntry(counter, 0L);
    }

    @Test
    void readsNothingWhenAskedForNothing() {
        assertThat(Answers.of(store().getAll(List.of()))).isEmpty();
    }

    @Test
    void countersOfOtherNamesAreOthers() {
        add(1);
        CounterKey other = new CounterKey(name + "2");
        assertThat(Answers.of(store().add(other, 10))).isEqualTo(10);
        assertThat(value()).isEqualTo(1);
    }
}
