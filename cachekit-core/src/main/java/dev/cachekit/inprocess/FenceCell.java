package dev.cachekit.inprocess;

import dev.cachekit.inprocess.FencedVersions.Written;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.LeaseRequest;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Settlement;
import dev.cachekit.spi.Settlement.Outcome;
import dev.cachekit.spi.Token;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes are under way. Of writers that met, nobody here knows which the database saw last, unless all of them end with a
 * version: then their values wait here, and the last writer to leave stores the highest. In every other case they end as
 * invalidations, and so does a writer that was inside during an invalidation or a clear. The fence itself outlives both: it
 * is the intent of a writer, and nobody may fill before that writer has ended.
 *
 * @param writers the writers, at least one
 * @param state what has happened to them
 * @param versions what those leave who have ended with a version while others were still inside
 * @param stamp the lane's stamp from when a writer last entered, settled or met an invalidation
 * @param incarnation the cache's when the fence was last looked at
 */
record FenceCell(List<Writer> writers, State state, FencedVersions versions, long stamp, long incarnation)
        implements Cell {

    /**
     * One write.
     *
     * @param token its token
     * @param until when its window has passed
     */
    record Writer(Token token, long until) {}

    /** What has happened to the writers since the first of them entered. */
    enum State {
        /** There is one. */
        ALONE,
        /** There were several; versions may tell their order. */
        MET,
        /** Something happened whose place in the order nobody can tell. None of them stores a value. */
        SPOILT
    }

    static FenceCell of(Writer writer, FencedVersions versions, long stamp, Moment moment) {
        return new FenceCell(List.of(writer), State.ALONE, versions, stamp, moment.incarnation());
    }

    @Override
    public long ends() {
        return writers.stream().mapToLong(Writer::until).max().orElse(0);
    }

    @Override
    public Cell at(Moment moment) {
        List<Writer> inside =
                writers.stream().filter(writer -> moment.now() < writer.until()).toList();
        // a writer that outlasted its window may still commit
        boolean same = incarnation == moment.incarnation() && inside.size() == writers.size();
        return same ? this : spoilt(inside, stamp, moment.incarnation());
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
        return spoilt(writers, stampNow, incarnation);
    }

    @Override
    public Cell fence(Writer writer, long stampNow, Moment moment) {
        if (isInside(writer.token())) {
            return this;
        }
        List<Writer> all = Stream.concat(writers.stream(), Stream.of(writer)).toList();
        return new FenceCell(all, state == State.SPOILT ? state : State.MET, versions, stampNow, incarnation);
    }

    @Override
    public Step<Outcome> settle(Settlement settlement, long stampNow, Moment moment) {
        if (!isInside(settlement.writer()) && versions.hasLeft(settlement.writer())) {
            return Step.stay(this, Outcome.INVALIDATED);
        }
        List<Writer> others = writers.stream()
                .filter(other -> !other.token().equals(settlement.writer()))
                .toList();
        Entry entry = settlement.entry();
        if (entry == null || !mayStore(entry)) {
            return Step.to(spoilt(others, stampNow, incarnation), Outcome.INVALIDATED);
        }
        Written written = new Written(entry, settlement.ttl());
        return others.isEmpty()
                ? last(written, versions.last(written), moment)
                : Step.to(
                        new FenceCell(others, state, versions.leftBehind(written), stampNow, incarnation),
                        Outcome.INVALIDATED);
    }

    private static Step<Outcome> last(Written written, @Nullable Written highest, Moment moment) {
        if (highest == null) {
            return Step.to(EmptyCell.EMPTY, Outcome.INVALIDATED);
        }
        boolean own = highest.equals(written);
        return Step.to(ValueCell.of(highest.entry(), highest.ttl(), moment), own ? Outcome.STORED : Outcome.KEPT_NEWER);
    }

    /** A writer whose window has passed, or that had no fence, overlaps with all who are still inside. */
    private boolean mayStore(Entry entry) {
        return isInside(entry.token()) && (state == State.ALONE || (state == State.MET && entry.version() != null));
    }

    private boolean isInside(Token writer) {
        return writers.stream().anyMatch(other -> other.token().equals(writer));
    }

    /**
     * The stamp changes when a writer enters or settles and when the key is invalidated, the incarnation with a clear,
     * the number of writers when a window passes.
     */
    private Token name() {
        return new Token(
                String.format("%08x%05x%03x", stamp & 0xffff_ffffL, incarnation & 0xf_ffff, writers.size() & 0xfff));
    }

    private static Cell spoilt(List<Writer> writers, long stamp, long incarnation) {
        return writers.isEmpty()
                ? EmptyCell.EMPTY
                : new FenceCell(writers, State.SPOILT, FencedVersions.NONE, stamp, incarnation);
    }
}
