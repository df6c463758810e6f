package dev.cachekit.torture;

import dev.cachekit.torture.history.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * What a long run found, as a page.
 *
 * @param kind the servers
 * @param plan what was done
 * @param verdict what was found
 * @param faults what was broken how often
 */
record Result(TopologyKind kind, Plan plan, Verdict verdict, FaultTally faults) {

    /** Writes the page into a directory, under a name that tells servers and seed. */
    void writeTo(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.write(directory.resolve(name() + "-" + plan.seed() + ".md"), lines());
    }

    private String name() {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("# Torture: " + name());
        lines.add("");
        lines.add("- result: " + verdict.violations().total() + " violations");
        lines.add("- finished: " + Instant.now().truncatedTo(ChronoUnit.SECONDS));
        lines.add("- commit: " + commit());
        lines.add("- seed: " + plan.seed());
        lines.add("- faults for: " + plan.faulty());
        lines.add("- nodes: " + plan.nodes() + ", JDK " + Runtime.version());
        lines.add("- caches: " + new TreeMap<>(plan.caches()));
        lines.add("- settings: " + plan.settings());
        lines.addAll(faults.markdown());
        lines.addAll(verdict.markdown());
        return lines;
    }

    /** The commit that was built, as the build tells it; a working copy may hold more. */
    private static String commit() throws IOException {
        Process git = new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=12").start();
        return new String(git.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
    }
}
