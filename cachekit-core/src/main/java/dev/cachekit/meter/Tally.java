package dev.cachekit.meter;

import dev.cachekit.Band;
import dev.cachekit.annotation.Algorithm;
import dev.cachekit.spi.LimitReply;
import dev.cachekit.spi.LimitReply.Left;
import dev.cachekit.spi.LimitRequest;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What a limiter holds for one subject at one moment. Its bands are changed together or not at all. Immutable.
 *
 * @param meters one for each band of the request at hand, in their order
 * @param others of bands that the request does not know: another version of the application may. They go on to count
 */
public record Tally(List<Meter> meters, List<Meter> others) {

    /** Nothing has been taken by anybody. */
    public static final Tally FULL = new Tally(List.of(), List.of());

    /** Keeps copies. */
    public Tally {
        meters = List.copyOf(meters);
        others = List.copyOf(others);
    }

    /**
     * A tally, and what was decided on the way to it.
     *
     * @param tally what is left
     * @param reply what was decided
     */
    public record Decided(Tally tally, LimitReply reply) {}

    /**
     * The same at another moment, for bands that may have changed. A band is known by its algorithm and its time.
     *
     * @param bands how to count
     * @param now the moment, in microseconds
     * @return the tally then
     */
    public Tally at(List<Band> bands, long now) {
        List<Meter> known = new ArrayList<>();
        Stream.concat(meters.stream(), others.stream())
                .map(meter -> meter.at(now))
                .forEach(known::add);
        List<Meter> wanted = bands.stream().map(band -> found(known, band, now)).toList();
        known.removeIf(meter -> meter.fullAfter() == 0);
        return new Tally(wanted, known);
    }

    private static Meter found(List<Meter> known, Band band, long now) {
        for (Meter meter : known) {
            if (meter.band().algorithm() == band.algorithm()
                    && meter.band().per().equals(band.per())) {
                known.remove(meter);
                return meter.under(band);
            }
        }
        return Meter.full(band, now);
    }

    /**
     * Takes permits from every band, reserves a place, or leaves everything as it is.
     *
     * @param request what to take
     * @return what was decided
     */
    public Decided take(LimitRequest request) {
        long cost = request.cost();
        long wait =
                meters.stream().mapToLong(meter -> meter.waitFor(cost)).max().orElse(0);
        boolean granted = wait == 0 || canReserve() && wait <= Micros.of(request.longestWait());
        Tally after = granted ? each(meter -> meter.take(cost)) : this;
        return new Decided(after, after.reply(granted, wait));
    }

    /** Gives permits back to every band. */
    public Tally giveBack(long cost) {
        return each(meter -> meter.giveBack(cost));
    }

    /** Microseconds until nothing is left to remember. */
    public long fullAfter() {
        return Stream.concat(meters.stream(), others.stream())
                .mapToLong(Meter::fullAfter)
                .max()
                .orElse(0);
    }

    /** What a window will be left with at a later moment depends on who comes until then. */
    private boolean canReserve() {
        return meters.stream().allMatch(meter -> meter.band().algorithm() == Algorithm.TOKEN_BUCKET);
    }

    private Tally each(UnaryOperator<Meter> change) {
        return new Tally(meters.stream().map(change).toList(), others);
    }

    private LimitReply reply(boolean granted, long wait) {
        return new LimitReply(
                granted, micros(wait), meters.stream().map(Tally::left).toList());
    }

    private static Left left(Meter meter) {
        return new Left(meter.remaining(), micros(meter.moreAfter()), micros(meter.fullAfter()));
    }

    private static Duration micros(long number) {
        return Duration.of(number, ChronoUnit.MICROS);
    }
}
