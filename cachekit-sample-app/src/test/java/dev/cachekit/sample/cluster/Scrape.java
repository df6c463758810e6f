package dev.cachekit.sample.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What Prometheus reads from a node.
 *
 * @param samples one for each line
 */
record Scrape(List<Sample> samples) {

    private static final Pattern LINE = Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    /**
     * One line.
     *
     * @param name the metric's name
     * @param labels its labels
     * @param value the value
     */
    record Sample(String name, Map<String, String> labels, double value) {

        static Sample read(String line) {
            Matcher parts = LINE.matcher(line);
            if (!parts.matches()) {
                throw new IllegalArgumentException("Prometheus would not understand: " + line);
            }
            String labels = parts.group(2) == null ? "" : parts.group(2);
            Map<String, String> byName = LABEL.matcher(labels)
                    .results()
                    .collect(Collectors.toMap(label -> label.group(1), (MatchResult label) -> label.group(2)));
            return new Sample(parts.group(1), byName, Double.parseDouble(parts.group(3)));
        }

        boolean has(Map<String, String> wanted) {
            return labels.entrySet().containsAll(wanted.entrySet());
        }
    }

    static Scrape of(AppClient client) {
        List<Sample> samples = new ArrayList<>();
        client.scraper()
                .get("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .forEach(line -> samples.add(Sample.read(line)));
        return new Scrape(List.copyOf(samples));
    }

    Set<String> names() {
        return samples.stream().map(Sample::name).collect(Collectors.toSet());
    }

    /** The sum of all lines that have these labels; a name that is not there at all is a mistake. */
    double sum(String name, Map<String, String> labels) {
        if (!names().contains(name)) {
            throw new AssertionError("not in the scrape: " + name);
        }
        return samples.stream()
                .filter(sample -> sample.name().equals(name) && sample.has(labels))
                .mapToDouble(Sample::value)
                .sum();
    }
}
