package dev.cachekit.inprocess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.Ttl;
import dev.cachekit.contract.Sample;
import dev.cachekit.inprocess.FenceCell.State;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.Freshness;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.LeaseRequest;
import dev.cachekit.spi.Settlement;
import dev.cachekit.spi.Settlement.Outcome;
import dev.cachekit.spi.Token;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The steps as tables: what a key holds, what happens, what it holds then. */
class CellTest {

    private static final Token A = Sample.token();
    private static final Token B = Sample.token();
    private static final Token C = Sample.token();
    private static final Entry ENTRY_A = Sample.entry(A, "1");
    private static final TagTable TAGS = new TagTable();
    private static final Ttl TTL = Ttl.of(Duration.ofMillis(1));
    private static final long END = 10 + 1_000_000;
    private static final Moment NOW = moment(10);
    private static final Lifetime WAS_STORED = new Lifetime(0, 1_000_000, 100);
    private static final Cell VALUE_A = new ValueCell(ENTRY_A, WAS_STORED, Reload.NONE, 0);
    private static final Cell STORED_A = ValueCell.of(ENTRY_A, TTL, NOW);
    private static final Cell LEASE_A = new LeaseCell(A, 100, false, 0);
    private static final Cell FENCE_A = FenceCell.of(writer(A, 100), FencedVersions.NONE, 5, NOW);
    private static final Cell EMPTY = EmptyCell.EMPTY;
    private static final Cell RELOADED_BY_C = reloaded(new LeaseCell(C, 100, false, 0), 0);

    static Stream<Arguments> fills() {
        return Stream.of(
                Arguments.of(EMPTY, EMPTY, false),
                Arguments.of(LEASE_A, STORED_A, true),
                Arguments.of(new LeaseCell(B, 100, true, 0), new LeaseCell(B, 100, true, 0), false),
                Arguments.of(VALUE_A, VALUE_A, true),
                Arguments.of(value(B), value(B), false),
                Arguments.of(reloaded(new LeaseCell(A, 100, false, 0), 0), STORED_A, true),
                Arguments.of(RELOADED_BY_C, RELOADED_BY_C, false),
                Arguments.of(FENCE_A, FENCE_A, false));
    }

    @ParameterizedTest
    @MethodSource("fills")
    void fillStoresOnlyUnderItsOwnLease(Cell before, Cell after, boolean stored) {
        assertThat(before.fill(ENTRY_A, TTL, NOW))
                .extracting(Step::next, Step::reply)
                .containsExactly(after, stored);
    }

    static Stream<Arguments> leases() {
        return Stream.of(
                Arguments.of(EMPTY, lease(A, false), new LeaseReply.Granted()),
                Arguments.of(LEASE_A, lease(A, false), new LeaseReply.Granted()),
                Arguments.of(new LeaseCell(A, 100, true, 0), lease(A, true), new LeaseReply.Granted()),
                Arguments.of(
                        new LeaseCell(B, 100, false, 0),
                        new LeaseCell(B, 100, true, 0),
                        new LeaseReply.Held(B, Duration.ofNanos(90))),
                Arguments.of(VALUE_A, VALUE_A, hit(ENTRY_A, null)),
                Arguments.of(RELOADED_BY_C, RELOADED_BY_C, hit(Sample.entry(B, "2"), C)),
                Arguments.of(FENCE_A, FENCE_A, new LeaseReply.Fenced(new Token("0000000500000001"))));
    }

    @ParameterizedTest
    @MethodSource("leases")
    void leaseIsGrantedOnlyWhereNothingElseStands(Cell before, Cell after, LeaseReply reply) {
        assertThat(before.lease(new LeaseRequest(A, TTL.duration(), null), NOW))
                .extracting(Step::next, Step::reply)
                .containsExactly(after, reply);
    }

    static Stream<Arguments> reloads() {
        return Stream.of(
                Arguments.of(EMPTY, lease(A, false), new LeaseReply.Granted()),
                Arguments.of(value(B), reloaded((LeaseCell) lease(A, false), 0), new LeaseReply.Granted()),
                Arguments.of(
                        reloaded(new LeaseCell(A, 100, true, 0), 0),
                        reloaded((LeaseCell) lease(A, true), 0),
                        new LeaseReply.Granted()),
                Arguments.of(
                        RELOADED_BY_C,
                        reloaded(new LeaseCell(C, 100, true, 0), 0),
                        new LeaseReply.Held(C, Duration.ofNanos(90))),
                Arguments.of(reloaded(null, 50), reloaded(null, 50), new LeaseReply.Resting(Duration.ofNanos(40))),
                Arguments.of(VALUE_A, VALUE_A, hit(ENTRY_A, null)));
    }

    @ParameterizedTest
    @MethodSource("reloads")
    void aReloadLeavesTheValueInPlace(Cell before, Cell after, LeaseReply reply) {
        assertThat(before.lease(new LeaseRequest(A, TTL.duration(), null, B), NOW))
                .extracting(Step::next, Step::reply)
                .containsExactly(after, reply);
    }

    static Stream<Arguments> settlements() {
        Settlement fenced = new Settlement(A, ENTRY_A, TTL, null);
        Settlement unfenced = new Settlement(A, ENTRY_A, TTL, 7L);
        Settlement rollback = Sample.rollback(A);
        Cell other = FenceCell.of(writer(B, 100), FencedVersions.NONE, 5, NOW);
        Cell spoilt = new FenceCell(List.of(writer(B, 100)), State.SPOILT, FencedVersions.NONE, 7, 0);
        return Stream.of(
                Arguments.of(FENCE_A, fenced, STORED_A, Outcome.STORED),
                Arguments.of(FENCE_A, rollback, EMPTY, Outcome.INVALIDATED),
                Arguments.of(FENCE_A.invalidated(6), fenced, EMPTY, Outcome.INVALIDATED),
                Arguments.of(FENCE_A.fence(writer(B, 100), 6, NOW), fenced, spoilt, Outcome.INVALIDATED),
                Arguments.of(other, fenced, spoilt, Outcome.INVALIDATED),
                Arguments.of(other, unfenced, spoilt, Outcome.INVALIDATED),
                Arguments.of(other, rollback, spoilt, Outcome.INVALIDATED),
                Arguments.of(EMPTY, fenced, EMPTY, Outcome.INVALIDATED),
                Arguments.of(EMPTY, unfenced, STORED_A, Outcome.STORED),
                Arguments.of(EMPTY, new Settlement(A, ENTRY_A, TTL, 6L), EMPTY, Outcome.INVALIDATED),
                Arguments.of(LEASE_A, unfenced, STORED_A, Outcome.STORED),
                Arguments.of(LEASE_A, rollback, EMPTY, Outcome.INVALIDATED),
                Arguments.of(VALUE_A, fenced, VALUE_A, Outcome.STORED),
                Arguments.of(value(B), fenced, EMPTY, Outcome.INVALIDATED),
                Arguments.of(value(B), unfenced, STORED_A, Outcome.STORED));
    }

    @ParameterizedTest
    @MethodSource("settlements")
    void settleStoresOnlyWhereNobodyElseWrote(Cell before, Settlement settlement, Cell after, Outcome outcome) {
        assertThat(before.settle(settlement, 7, NOW))
                .extracting(Step::next, Step::reply)
                .containsExactly(after, outcome);
    }

    static Stream<Arguments> ends() {
        return Stream.of(
                Arguments.of(VALUE_A, 99, true),
                Arguments.of(VALUE_A, 100, false),
                Arguments.of(LEASE_A, 99, true),
                Arguments.of(LEASE_A, 100, false),
                Arguments.of(FENCE_A, 99, true),
                Arguments.of(FENCE_A, 100, false),
                Arguments.of(FENCE_A.fence(writer(B, 150), 6, NOW), 149, true),
                Arguments.of(FENCE_A.fence(writer(B, 150), 6, NOW), 150, false));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void everyCellEndsAtItsTime(Cell cell, long now, boolean stands) {
        assertThat(cell.at(moment(now)).equals(EMPTY)).isEqualTo(!stands);
    }

    static Stream<Cell> cellsThatAClearEnds() {
        return Stream.of(VALUE_A, LEASE_A, RELOADED_BY_C);
    }

    @ParameterizedTest
    @MethodSource("cellsThatAClearEnds")
    void aClearEndsValuesAndLeases(Cell cell) {
        assertThat(cell.at(new Moment(10, 1, TAGS))).isEqualTo(EMPTY);
    }

    @Test
    void aClearSpoilsAFence() {
        Cell cleared = FENCE_A.at(new Moment(10, 1, TAGS));

        assertThat(cleared).isEqualTo(new FenceCell(List.of(writer(A, 100)), State.SPOILT, FencedVersions.NONE, 5, 1));
    }

    @Test
    void aReloadThatEndedLeavesTheValue() {
        Cell value = new ValueCell(ENTRY_A, new Lifetime(0, 200, 200), Reload.NONE, 0);
        Cell reloaded =
                new ValueCell(ENTRY_A, new Lifetime(0, 200, 200), new Reload(new LeaseCell(C, 100, true, 0), 0), 0);

        assertThat(reloaded.at(moment(100))).isEqualTo(value);
    }

    @Test
    void aWriterWhoseWindowPassedChangesTheNameOfTheFence() {
        Cell both = FENCE_A.fence(writer(B, 150), 6, NOW);
        LeaseRequest request = Sample.request(A);

        assertThat(both.lease(request, NOW).reply())
                .isNotEqualTo(both.at(moment(100)).lease(request, moment(100)).reply());
    }

    @Test
    void aFenceLastsAsLongAsItsLastWriter() {
        assertThat(FENCE_A.fence(writer(B, 150), 6, NOW).ends()).isEqualTo(150);
    }

    private static Cell value(Token token) {
        return new ValueCell(Sample.entry(token, "2"), WAS_STORED, Reload.NONE, 0);
    }

    private static Cell reloaded(@Nullable LeaseCell load, long restsUntil) {
        return new ValueCell(Sample.entry(B, "2"), WAS_STORED, new Reload(load, restsUntil), 0);
    }

    private static Cell lease(Token token, boolean waited) {
        return new LeaseCell(token, END, waited, 0);
    }

    private static LeaseReply hit(Entry entry, @Nullable Token reloader) {
        Freshness freshness = new Freshness(Duration.ofNanos(10), Ttl.of(Duration.ofMillis(1)), reloader);
        return new LeaseReply.Hit(entry, freshness);
    }

    private static FenceCell.Writer writer(Token token, long until) {
        return new FenceCell.Writer(token, until);
    }

    private static Moment moment(long now) {
        return new Moment(now, 0, TAGS);
    }
}
