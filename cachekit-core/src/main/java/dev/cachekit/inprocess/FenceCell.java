package dev.cachekit.inprocess;

import dev.cachekit.spi.Entry;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.LeaseRequest;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Settlement;
import dev.cachekit.spi.Settlement.Outcome;
import dev.cachekit.spi.Token;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes are under way. Two writers that met both end as invalidations: nobody here knows which of them the database
 * saw last.
 *
 * @param writers the writers, at least one
 * @param stamp the lane's stamp from when a writer last entered or settled
 */
record FenceCell(List<Writer> writers, long stamp) implements Cell {

    /**
     * One write.
     *
     * @param token its token
     * @param until when its window has passed
     * @param alone false once another writer was seen
     */
    record Writer(Token token, long until, boolean alone) {

        Writer met() {
            return new Writer(token, until, false);
        }
    }

    static FenceCell of(Token writer, long until, long stamp) {
        return new FenceCell(List.of(new Writer(writer, until, true)), stamp);
    }

    @Override
    public long ends() {
        return writers.stream().mapToLong(Writer::until).max().orElse(0);
    }

    @Override
    public Cell at(long now) {
        if (writers.stream().allMatch(writer -> now < writer.until())) {
            return this;
        }
        return remaining(writers.stream().filter(writer -> now < writer.until()), stamp);
    }

    @Override
    public Lookup lookup() {
        return new Lookup.Fenced();
    }

    @Override
    public Step<LeaseReply> lease(LeaseRequest request, long now, long until) {
        return new Step<>(this, new LeaseReply.Fenced(name()));
    }

    @Override
    public Cell fence(Token writer, long until, long stampNow) {
        boolean sentAgain = writers.stream().anyMatch(other -> other.token().equals(writer));
        if (sentAgain) {
            return this;
        }
        Stream<Writer> all = Stream.concat(writers.stream(), Stream.of(new Writer(writer, until, false)));
        return remaining(all.map(Writer::met), stampNow);
    }

    @Override
    public Step<Outcome> settle(Settlement settlement, long until, long stampBefore) {
        Entry entry = settlement.entry();
        if (entry != null && isAlone(settlement.writer())) {
            return new Step<>(new ValueCell(entry, until), Outcome.STORED);
        }
        // A writer whose window has passed, or that had no fence, overlaps with all who are still inside.
        Stream<Writer> others = writers.stream().filter(other -> !other.token().equals(settlement.writer()));
        return new Step<>(remaining(others.map(Writer::met), stampBefore + 1), Outcome.INVALIDATED);
    }

    private boolean isAlone(Token writer) {
        return writers.stream().anyMatch(other -> other.token().equals(writer) && other.alone());
    }

    /** The stamp changes when a writer enters or settles, the number of writers when a window passes. */
    private Token name() {
        return new Token(String.format("%013d%03d", stamp, writers.size() % 1000));
    }

    private static Cell remaining(Stream<Writer> writers, long stamp) {
        List<Writer> left = writers.toList();
        return left.isEmpty() ? EmptyCell.EMPTY : new FenceCell(left, stamp);
    }
}
