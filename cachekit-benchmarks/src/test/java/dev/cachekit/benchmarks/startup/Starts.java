package dev.cachekit.benchmarks.startup;

import dev.cachekit.cluster.NodeProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Starts applications in fresh JVMs, whose class path has Spring Boot and, or not, the starter, but none of the peers. */
public final class Starts implements AutoCloseable {

    /** What the application has of CacheKit. */
    public enum Kind {
        /** Not the starter. */
        WITHOUT("without the starter"),
        /** The starter, switched off. */
        SWITCHED_OFF("with `cachekit.enabled=false`"),
        /** The starter, on Redis. */
        ON_REDIS("with CacheKit");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        /** The name in tables. */
        public String title() {
            return title;
        }
    }

    private static final Predicate<String> PEERS = Pattern.compile(
                    "jetcache|lettuce|redisson-spring|bucket4j|resilience4j|data-redis|data-commons|data-keyvalue"
                            + "|embedded-redis|testcontainers|docker-java|jmh-core")
            .asPredicate();
    private static final Predicate<String> STARTER =
            Pattern.compile("cachekit-spring-boot-starter").asPredicate();
    private static final Predicate<String> TESTS_OF_THE_STARTER = Pattern.compile(
                    "cachekit-spring-boot-starter.*(test-classes|tests\\.jar)")
            .asPredicate();

    private final Path directory;
    private final String redisUrl;

    private Starts(Path directory, String redisUrl) {
        this.directory = directory;
        this.redisUrl = redisUrl;
    }

    /**
     * Compiles the beans.
     *
     * @param mostMethods how many annotated methods the largest application has
     * @param redisUrl where Redis is
     */
    public static Starts prepare(int mostMethods, String redisUrl) throws IOException {
        Path directory = Files.createTempDirectory("generated-beans-");
        GeneratedBeans.compile(mostMethods / GeneratedBeans.METHODS, directory);
        return new Starts(directory, redisUrl);
    }

    /** Starts an application with so many annotated methods, and ends it. */
    public Start start(Kind kind, int methods) {
        try (NodeProcess process = NodeProcess.start(
                List.of("-Xms256m", "-Xmx256m"),
                classPath(kind),
                StartedApplication.class,
                "" + methods / GeneratedBeans.METHODS,
                "--logging.level.root=ERROR",
                "--spring.application.name=start",
                "--cachekit.redis.url=" + redisUrl,
                "--cachekit.enabled=" + (kind != Kind.SWITCHED_OFF))) {
            return Start.parse(process.answer());
        }
    }

    private String classPath(Kind kind) {
        Predicate<String> left = kind == Kind.WITHOUT ? STARTER : TESTS_OF_THE_STARTER;
        Stream<String> own = Arrays.stream(NodeProcess.ownClassPath().split(File.pathSeparator))
                .filter(left.or(PEERS).negate());
        return Stream.concat(Stream.of(directory.toString()), own)
                .reduce((one, other) -> one + File.pathSeparator + other)
                .orElseThrow();
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted((one, other) -> other.compareTo(one)).map(Path::toFile).forEach(File::delete);
        }
    }
}
