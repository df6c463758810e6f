package dev.cachekit.inprocess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.contract.Sample;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Settlement;
import dev.cachekit.spi.Settlement.Outcome;
import dev.cachekit.spi.Token;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The steps as tables: what a key holds, what happens, what it holds then. */
class CellTest {

    private static final Token A = Sample.token();
    private static final Token B = Sample.token();
    private static final Entry ENTRY_A = Sample.entry(A, "1");
    private static final Cell VALUE_A = new ValueCell(ENTRY_A, 100);
    private static final Cell LEASE_A = new LeaseCell(A, 100, false);
    private static final Cell FENCE_A = FenceCell.of(A, 100, 5);
    private static final Cell EMPTY = EmptyCell.EMPTY;

    static Stream<Arguments> fills() {
        return Stream.of(
                Arguments.of(EMPTY, EMPTY, false),
                Arguments.of(LEASE_A, new ValueCell(ENTRY_A, 200), true),
                Arguments.of(new LeaseCell(B, 100, true), new LeaseCell(B, 100, true), false),
                Arguments.of(VALUE_A, VALUE_A, true),
                Arguments.of(value(B), value(B), false),
                Arguments.of(FENCE_A, FENCE_A, false));
    }

    @ParameterizedTest
    @MethodSource("fills")
    void fillStoresOnlyUnderItsOwnLease(Cell before, Cell after, boolean stored) {
        assertThat(before.fill(ENTRY_A, 200)).isEqualTo(new Step<>(after, stored));
    }

    static Stream<Arguments> leases() {
        return Stream.of(
                Arguments.of(EMPTY, new LeaseCell(A, 200, false), new LeaseReply.Granted()),
                Arguments.of(LEASE_A, new LeaseCell(A, 200, false), new LeaseReply.Granted()),
                Arguments.of(new LeaseCell(A, 100, true), new LeaseCell(A, 200, true), new LeaseReply.Granted()),
                Arguments.of(
                        new LeaseCell(B, 100, false),
                        new LeaseCell(B, 100, true),
                        new LeaseReply.Held(B, Duration.ofNanos(90))),
                Arguments.of(VALUE_A, VALUE_A, new LeaseReply.Hit(ENTRY_A)),
                Arguments.of(FENCE_A, FENCE_A, new LeaseReply.Fenced(new Token("0000000000005001"))));
    }

    @ParameterizedTest
    @MethodSource("leases")
    void leaseIsGrantedOnlyWhereNothingElseStands(Cell before, Cell after, LeaseReply reply) {
        assertThat(before.lease(Sample.request(A), 10, 200)).isEqualTo(new Step<>(after, reply));
    }

    static Stream<Arguments> settlements() {
        Settlement fenced = Sample.settlement(ENTRY_A);
        Settlement unfenced = Sample.unfenced(ENTRY_A, 7);
        Settlement rollback = Sample.rollback(A);
        Cell stored = new ValueCell(ENTRY_A, 200);
        Cell other = FenceCell.of(B, 100, 5);
        Cell spoilt = new FenceCell(List.of(new FenceCell.Writer(B, 100, false)), 8);
        return Stream.of(
                Arguments.of(FENCE_A, fenced, stored, Outcome.STORED),
                Arguments.of(FENCE_A, rollback, EMPTY, Outcome.INVALIDATED),
                Arguments.of(FENCE_A.fence(B, 100, 6), fenced, spoilt, Outcome.INVALIDATED),
                Arguments.of(other, fenced, spoilt, Outcome.INVALIDATED),
                Arguments.of(other, unfenced, spoilt, Outcome.INVALIDATED),
                Arguments.of(other, rollback, spoilt, Outcome.INVALIDATED),
                Arguments.of(EMPTY, fenced, EMPTY, Outcome.INVALIDATED),
                Arguments.of(EMPTY, unfenced, stored, Outcome.STORED),
                Arguments.of(EMPTY, Sample.unfenced(ENTRY_A, 6), EMPTY, Outcome.INVALIDATED),
                Arguments.of(LEASE_A, unfenced, stored, Outcome.STORED),
                Arguments.of(LEASE_A, rollback, EMPTY, Outcome.INVALIDATED),
                Arguments.of(VALUE_A, fenced, VALUE_A, Outcome.STORED),
                Arguments.of(value(B), fenced, EMPTY, Outcome.INVALIDATED),
                Arguments.of(value(B), unfenced, stored, Outcome.STORED));
    }

    @ParameterizedTest
    @MethodSource("settlements")
    void settleStoresOnlyWhereNobodyElseWrote(Cell before, Settlement settlement, Cell after, Outcome outcome) {
        assertThat(before.settle(settlement, 200, 7)).isEqualTo(new Step<>(after, outcome));
    }

    static Stream<Arguments> ends() {
        return Stream.of(
                Arguments.of(VALUE_A, 99, new Lookup.Hit(ENTRY_A)),
                Arguments.of(VALUE_A, 100, new Lookup.Absent()),
                Arguments.of(LEASE_A, 99, new Lookup.Loading(A)),
                Arguments.of(LEASE_A, 100, new Lookup.Absent()),
                Arguments.of(FENCE_A, 99, new Lookup.Fenced()),
                Arguments.of(FENCE_A, 100, new Lookup.Absent()),
                Arguments.of(FENCE_A.fence(B, 150, 6), 149, new Lookup.Fenced()),
                Arguments.of(FENCE_A.fence(B, 150, 6), 150, new Lookup.Absent()));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void everyCellEndsAtItsTime(Cell cell, long now, Lookup lookup) {
        assertThat(cell.at(now).lookup()).isEqualTo(lookup);
    }

    @Test
    void aWriterWhoseWindowPassedChangesTheNameOfTheFence() {
        Cell both = FENCE_A.fence(B, 150, 6);

        assertThat(both.lease(Sample.request(A), 10, 20).reply())
                .isNotEqualTo(both.at(100).lease(Sample.request(A), 100, 120).reply());
    }

    @Test
    void aFenceLastsAsLongAsItsLastWriter() {
        assertThat(FENCE_A.fence(B, 150, 6).ends()).isEqualTo(150);
    }

    private static Cell value(Token token) {
        return new ValueCell(Sample.entry(token, "2"), 100);
    }
}
