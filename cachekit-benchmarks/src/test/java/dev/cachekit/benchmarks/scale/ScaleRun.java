package dev.cachekit.benchmarks.scale;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.benchmarks.performance.Page;
import dev.cachekit.benchmarks.shop.Shop;
import dev.cachekit.redisson.testing.RedisServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Measures what CacheKit costs as things grow, and prints tables. Not part of the build, as its name says; see the profile
 * {@code performance}.
 *
 * <p>{@code -Dperformance.scenarios=nodes} runs only the parts whose titles contain that. {@code -Dperformance.effort=long}
 * or {@code -Dperformance.write=true} writes what is measured into {@code docs/performance.md}.
 */
class ScaleRun {

    private static final Path PAGE = Path.of("..", "docs", "performance.md");
    private static final String JAVA = "Java " + Runtime.version().feature();
    static final List<Part> PARTS = List.of(
            new GrowingData(), new Weights(), new GrowingNodes(), new GrowingCluster(), new GrowingApplication());

    @Test
    void measure() throws Exception {
        String wanted = System.getProperty("performance.scenarios", "");
        List<Part> parts =
                PARTS.stream().filter(part -> part.title().contains(wanted)).toList();
        assertThat(parts).as("parts with '%s' in their titles", wanted).isNotEmpty();
        for (Part part : parts) {
            tell(part, figures(part, Extent.FULL));
        }
    }

    /** Tables, and what they were measured with. */
    static String figures(Part part, Extent extent) throws Exception {
        return part.measure(extent).stream().map(Table::markdown).collect(joining("\n\n")) + "\n\n" + JAVA + ", Redis "
                + redisVersion() + ", " + Runtime.getRuntime().availableProcessors() + " cores, Redis on loopback."
                + (part instanceof GrowingApplication ? "" : " " + Shop.SETTINGS + ".");
    }

    private static String redisVersion() {
        try (RedisServer redis = RedisServer.start()) {
            return redis.version();
        }
    }

    private static void tell(Part part, String figures) throws Exception {
        System.out.println("\n" + part.title() + "\n\n" + figures);
        if (Page.isAskedFor()) {
            Files.writeString(PAGE, Page.with(Files.readString(PAGE), JAVA + " " + part.title(), figures));
        }
    }
}
