package dev.cachekit.benchmarks.scale;

import dev.cachekit.benchmarks.performance.Quartiles;
import dev.cachekit.benchmarks.startup.Start;
import dev.cachekit.benchmarks.startup.Starts;
import dev.cachekit.redisson.testing.RedisServer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** More and more annotated methods in an application that starts. */
final class GrowingApplication implements Part {

    @Override
    public String title() {
        return "start-up";
    }

    @Override
    public List<Table> measure(Extent extent) throws Exception {
        Map<String, List<Start>> starts = new LinkedHashMap<>();
        int most = extent.methods().stream().max(Integer::compare).orElseThrow();
        try (RedisServer redis = RedisServer.start();
                Starts applications = Starts.prepare(most, redis.url())) {
            for (int round = 0; round < extent.rounds(); round++) {
                for (int methods : extent.methods()) {
                    for (Starts.Kind kind : Starts.Kind.values()) {
                        starts.computeIfAbsent(key(kind, methods), first -> new ArrayList<>())
                                .add(applications.start(kind, methods));
                    }
                }
            }
        }
        return List.of(new Table(
                "Spring Boot with nothing but the starter and beans of ten annotated methods each, half of them `@CacheAside`,"
                        + " each with a cache and a type of its own for ten, half `@Invalidate`. From the first line of the"
                        + " application to the end of the refresh, in a fresh JVM each time; medians and quartiles of "
                        + extent.rounds()
                        + " starts. In brackets: what is added to the application without the starter.",
                List.of("annotated methods", "", "ms", "beans", "proxies", "classes loaded", "MB of heap"),
                rows(extent, starts)));
    }

    private static String key(Starts.Kind kind, int methods) {
        return kind + " " + methods;
    }

    private static List<List<String>> rows(Extent extent, Map<String, List<Start>> starts) {
        List<List<String>> rows = new ArrayList<>();
        for (int methods : extent.methods()) {
            List<Start> without = starts.get(key(Starts.Kind.WITHOUT, methods));
            for (Starts.Kind kind : Starts.Kind.values()) {
                List<Start> these = starts.get(key(kind, methods));
                Quartiles millis = figure(these, Start::millis);
                rows.add(List.of(
                        String.format(Locale.ROOT, "%,d", methods),
                        kind.title(),
                        String.format(
                                Locale.ROOT, "%,.0f (%,.0f–%,.0f)", millis.median(), millis.lower(), millis.upper()),
                        beside(these, without, Start::beans, "%,.0f"),
                        String.format(
                                Locale.ROOT,
                                "%.0f",
                                figure(these, Start::proxies).median()),
                        beside(these, without, Start::classes, "%,.0f"),
                        beside(these, without, Start::heapMegabytes, "%,.1f")));
            }
        }
        return rows;
    }

    private static String beside(
            List<Start> these, List<Start> without, ToDoubleFunction<Start> figure, String format) {
        double here = figure(these, figure).median();
        double there = figure(without, figure).median();
        return String.format(
                Locale.ROOT, these == without ? format : format + " (+" + format + ")", here, here - there);
    }

    private static Quartiles figure(List<Start> starts, ToDoubleFunction<Start> figure) {
        return Quartiles.of(starts.stream().mapToDouble(figure).toArray());
    }
}
