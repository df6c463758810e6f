package dev.cachekit.benchmarks.peers;

import static java.util.stream.Collectors.joining;

import dev.cachekit.benchmarks.peers.Comparison.Entry;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The comparison as the documentation shows it. */
final class ComparisonPage {

    private final List<Interleaving> interleavings = Comparison.interleavings().toList();
    private final List<Contestant> contestants = Stream.concat(
                    Contestants.peers().stream(), Contestants.cacheKit().stream())
            .toList();
    private final List<Entry> entries = Stream.concat(Comparison.peers().stream(), Comparison.cacheKit().stream())
            .toList();

    /** A numbered list. */
    String interleavings() {
        return IntStream.range(0, interleavings.size())
                .mapToObj(i -> (i + 1) + ". " + interleavings.get(i).title())
                .collect(joining("\n"));
    }

    /** One row per contestant, one column per interleaving. */
    String outcomes() {
        String numbers = IntStream.rangeClosed(1, interleavings.size())
                .mapToObj(Integer::toString)
                .collect(joining(" | "));
        String rows = contestants.stream()
                .map(contestant -> row(contestant.name(), outcomes(contestant)))
                .collect(joining("\n"));
        return "| | " + numbers + " |\n|---|" + "---|".repeat(interleavings.size()) + "\n" + rows;
    }

    private Stream<String> outcomes(Contestant contestant) {
        return interleavings.stream().map(interleaving -> outcome(contestant, interleaving));
    }

    private String outcome(Contestant contestant, Interleaving interleaving) {
        return entries.stream()
                .filter(entry -> entry.contestant().equals(contestant) && entry.interleaving() == interleaving)
                .map(entry -> entry.outcome().toString())
                .findFirst()
                .orElse("");
    }

    /** One row per contestant. */
    String settings() {
        return "| | Versions | Settings |\n|---|---|---|\n"
                + contestants.stream()
                        .map(contestant ->
                                row(contestant.name(), Stream.of(contestant.version(), contestant.settings())))
                        .collect(joining("\n"));
    }

    private static String row(String name, Stream<String> cells) {
        return "| " + name + " | " + cells.collect(joining(" | ")) + " |";
    }

    @Override
    public String toString() {
        return interleavings() + "\n\n" + outcomes() + "\n\n" + settings() + "\n";
    }
}
