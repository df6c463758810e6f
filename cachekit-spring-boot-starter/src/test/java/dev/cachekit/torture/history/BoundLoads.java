package dev.cachekit.torture.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How much of a run the rule of single loads binds. For each load it asks whether the next one of another process would
 * have been a violation, had it been one of the same row and begun before the first ended.
 */
public final class BoundLoads {

    /** Below it, a run says too little about the rule. */
    public static final double LEAST_SHARE = 0.15;

    private static final long MOMENT = Duration.ofMillis(100).toNanos();

    /** The loads that began in a moment. */
    private static final class Moment {
        private long loads;
        private long bound;
    }

    private record NamedLoad(String row, Row.LoadBy by) {}

    private final Excuses excuses;
    private final Map<String, Long> shares = new TreeMap<>();
    private final Map<Long, Moment> moments = new HashMap<>();
    private long asked;

    private BoundLoads(Excuses excuses) {
        this.excuses = excuses;
    }

    /** Measures the time before a moment. */
    static BoundLoads before(long moment, Map<String, Row> rows, Excuses excuses) {
        List<NamedLoad> all = new ArrayList<>();
        rows.forEach((name, row) -> row.loads.stream()
                .filter(by -> by.load().start() < moment)
                .forEach(by -> all.add(new NamedLoad(name, by))));
        all.sort(Comparator.comparingLong(load -> load.by().load().start()));
        BoundLoads bound = new BoundLoads(excuses);
        bound.addAll(all);
        return bound;
    }

    private void addAll(List<NamedLoad> all) {
        for (int i = all.size() - 2; i >= 0; i--) {
            NamedLoad load = all.get(i);
            int next = i + 1;
            while (next < all.size()
                    && all.get(next).by().process().equals(load.by().process())) {
                next++;
            }
            if (next < all.size()) {
                add(load, all.get(next).by());
            }
        }
    }

    private void add(NamedLoad load, Row.LoadBy next) {
        String excuse = excuses.of(load.row(), load.by(), next);
        asked++;
        shares.merge(excuse, 1L, Long::sum);
        Moment moment = moments.computeIfAbsent(load.by().load().start() / MOMENT, same -> new Moment());
        moment.loads++;
        moment.bound += excuse.equals(Excuses.NONE) ? 1 : 0;
    }

    /** The share of the time: while a store is away loads are many, and few of them bound. */
    public double shareOfTime() {
        return moments.values().stream()
                .mapToDouble(moment -> (double) moment.bound / moment.loads)
                .average()
                .orElse(0);
    }

    private double share(long number) {
        return (double) number / asked;
    }

    Stream<String> markdown() {
        String time = String.format(
                Locale.ROOT,
                "- time in which two loads of a row would have been a violation: %.1f %%",
                shareOfTime() * 100);
        Stream<String> loads = shares.entrySet().stream()
                .map(excuse -> String.format(
                        Locale.ROOT,
                        "- loads with which one more of the row %s: %.1f %%",
                        excuse.getKey().equals(Excuses.NONE)
                                ? "would have been a violation"
                                : "would not, because it " + excuse.getKey(),
                        share(excuse.getValue()) * 100));
        return Stream.concat(Stream.of(time), loads);
    }
}
