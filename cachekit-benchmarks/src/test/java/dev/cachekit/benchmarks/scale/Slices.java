package dev.cachekit.benchmarks.scale;

import dev.cachekit.benchmarks.performance.Quartiles;
import dev.cachekit.redisson.testing.RedisServer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Slices of the same calls in several places, taken in rounds from place to place: what disturbs the machine then disturbs all
 * alike. Ratios are taken within a round.
 */
final class Slices {

    /**
     * Where calls are made.
     *
     * @param title its name
     * @param servers what its calls use
     * @param calls the calls, the same ones everywhere
     */
    record Place(String title, List<RedisServer> servers, List<Slice.Calls> calls) {}

    private static final int WARM_UP = 3;

    private final List<Place> places;
    private final Map<String, List<Slice>> taken = new LinkedHashMap<>();

    private Slices(List<Place> places) {
        this.places = places;
    }

    /** Takes them; the first rounds are for the compiler and do not count. Every other round goes backwards. */
    static Slices take(List<Place> places, Extent extent) {
        Slices slices = new Slices(places);
        for (int round = -WARM_UP; round < extent.rounds(); round++) {
            for (Place place : order(places, round)) {
                slices.take(place, extent, round >= 0);
            }
        }
        return slices;
    }

    private static List<Place> order(List<Place> places, int round) {
        List<Place> order = new ArrayList<>(places);
        if (round % 2 != 0) {
            Collections.reverse(order);
        }
        return order;
    }

    private void take(Place place, Extent extent, boolean counts) {
        for (Slice.Calls calls : place.calls()) {
            Slice slice = Slice.of(place.servers(), extent.slice(), calls);
            if (counts) {
                of(place.title(), calls.title()).add(slice);
            }
        }
    }

    private List<Slice> of(String place, String calls) {
        return taken.computeIfAbsent(place + ": " + calls, first -> new ArrayList<>());
    }

    /** One row for each kind of calls in each place, beside the first place. */
    List<List<String>> rows(Function<Usage, List<String>> usage) {
        List<List<String>> rows = new ArrayList<>();
        for (Slice.Calls calls : places.get(0).calls()) {
            for (Place place : places) {
                rows.add(row(place.title(), calls.title(), usage));
            }
        }
        return rows;
    }

    private List<String> row(String place, String calls, Function<Usage, List<String>> usage) {
        List<Slice> here = of(place, calls);
        List<String> row = new ArrayList<>(List.of(
                calls,
                place,
                nanos(figure(here, Slice::nanos)),
                ratio(here, of(places.get(0).title(), calls))));
        row.addAll(usage.apply(middle(here)));
        return row;
    }

    private static String nanos(Quartiles nanos) {
        return String.format(Locale.ROOT, "%,.0f (%,.0f–%,.0f)", nanos.median(), nanos.lower(), nanos.upper());
    }

    private static String ratio(List<Slice> here, List<Slice> first) {
        double[] ratios = new double[here.size()];
        for (int round = 0; round < ratios.length; round++) {
            ratios[round] = here.get(round).nanos() / first.get(round).nanos();
        }
        return Quartiles.of(ratios).toString();
    }

    private static Quartiles figure(List<Slice> slices, ToDoubleFunction<Slice> figure) {
        return Quartiles.of(slices.stream().mapToDouble(figure).toArray());
    }

    /** The usage of the round that has the median of processor time. */
    private static Usage middle(List<Slice> slices) {
        List<Usage> sorted = slices.stream()
                .map(Slice::usage)
                .sorted((one, other) -> Double.compare(one.cpuMicros(), other.cpuMicros()))
                .toList();
        return sorted.get(sorted.size() / 2);
    }
}
