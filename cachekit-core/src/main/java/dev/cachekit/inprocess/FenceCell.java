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
 * saw last. The same holds of a writer that was inside during an invalidation or a clear. The fence itself outlives both:
 * it is the intent of a writer, and nobody may fill before that writer has ended.
 *
 * @param writers the writers, at least one
 * @param stamp the lane's stamp from when a writer last entered, settled or met an invalidation
 * @param incarnation the cache's when the fence was last looked at
 */
record FenceCell(List<Writer> writers, long stamp, long incarnation) implements Cell {

    /**
     * One write.
     *
     * @param token its token
     * @param until when its window has passed
     * @param alone false once it can not be told apart from another change
     */
    record Writer(Token token, long until, boolean alone) {

        Writer met() {
            return new Writer(token, until, false);
        }
    }

    static FenceCell of(Writer writer, long stamp, Moment moment) {
        return new FenceCell(List.of(writer), stamp, moment.incarnation());
    }

    @Override
    public long ends() {
        return writers.stream().mapToLong(Writer::until).max().orElse(0);
    }

    @Override
    public Cell at(Moment moment) {
        boolean cleared = incarnation != moment.incarnation();
        if (!cleared && writers.stream().allMatch(writer -> moment.now() < writer.until())) {
            return this;
        }
        Stream<Writer> inside = writers.stream().filter(writer -> moment.now() < writer.until());
        return remaining(cleared ? inside.map(Writer::met) : inside, stamp, moment.incarnation());
    }

    @Override
    public Lookup lookup(Moment moment) {
        return new Lookup.Fenced();
    }

    @Override
    public Step<LeaseReply> lease(LeaseRequest request, Moment moment) {
        return Step.stay(this, new LeaseReply.Fenced(name()));
    }

    @Override
    public Cell invalidated(long stampNow) {
        return remaining(writers.stream().map(Writer::met), stampNow, incarnation);
    }

    @Override
    public Cell fence(Writer writer, long stampNow, Moment moment) {
        boolean sentAgain = writers.stream().anyMatch(other -> other.token().equals(writer.token()));
        if (sentAgain) {
            return this;
        }
        Stream<Writer> all = Stream.concat(writers.stream(), Stream.of(writer));
        return remaining(all.map(Writer::met), stampNow, incarnation);
    }

    @Override
    public Step<Outcome> settle(Settlement settlement, long stampNow, Moment moment) {
        Entry entry = settlement.entry();
        if (entry != null && isAlone(settlement.writer())) {
            return Step.to(ValueCell.of(entry, settlement.ttl(), moment), Outcome.STORED);
        }
        // A writer whose window has passed, or that had no fence, overlaps with all who are still inside.
        Stream<Writer> others = writers.stream().filter(other -> !other.token().equals(settlement.writer()));
        return Step.to(remaining(others.map(Writer::met), stampNow, incarnation), Outcome.INVALIDATED);
    }

    private boolean isAlone(Token writer) {
        return writers.stream().anyMatch(other -> other.token().equals(writer) && other.alone());
    }

    /**
     * The stamp changes when a writer enters or settles and when the key is invalidated, the incarnation with a clear,
     * the number of writers when a window passes.
     */
    private Token name() {
        return new Token(
                String.format("%08x%05x%03x", stamp & 0xffff_ffffL, incarnation & 0xf_ffff, writers.size() & 0xfff));
    }

    private static Cell remaining(Stream<Writer> writers, long stamp, long incarnation) {
        List<Writer> left = writers.toList();
        return left.isEmpty() ? EmptyCell.EMPTY : new FenceCell(left, stamp, incarnation);
    }
}
