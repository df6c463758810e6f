package dev.cachekit.redisson.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import redis.embedded.core.ExecutableProvider;

/** Chooses the server that tests run against. */
final class ServerChoice {

    private ServerChoice() {}

    static ServerControl start(String... options) {
        String choice = System.getProperty("cachekit.test.redis", "");
        String url = choice.contains("://") ? choice : System.getenv("CACHEKIT_TEST_REDIS_URL");
        if (url != null && (choice.isEmpty() || choice.contains("://")) && options.length == 0) {
            return new GivenServer(url);
        }
        boolean docker = choice.equals("docker") || (choice.isEmpty() && DockerContainer.isAvailable());
        return docker ? new DockerContainer(options) : startLocal(options);
    }

    static LocalProcess startLocal(String... options) {
        String[] settings = Stream.concat(Stream.of("save \"\"", "appendonly no"), Stream.of(options))
                .toArray(String[]::new);
        LocalProcess process = new LocalProcess(executable(), "", settings);
        process.start();
        return process;
    }

    static Path executable() {
        return switch (System.getProperty("cachekit.test.redis", "")) {
            case "embedded" -> embedded();
            case "path" ->
                onPath().orElseThrow(() -> new IllegalStateException(
                        "cachekit.test.redis is 'path' but there is no redis-server on the path; install it"));
            default -> onPath().orElseGet(ServerChoice::embedded);
        };
    }

    private static Optional<Path> onPath() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(directory -> Path.of(directory, "redis-server"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Ten megabytes, unpacked once for all tests and kept. Moved into place whole, as other JVMs may look for it. */
    private static Path embedded() {
        Path target = Path.of(System.getProperty("java.io.tmpdir"), "cachekit-test-redis-server-6.2");
        if (Files.isExecutable(target)) {
            return target;
        }
        try {
            Path directory = Files.createTempDirectory("redis-unpack-");
            Path unpacked = ExecutableProvider.newJarResourceProvider(directory.toFile())
                    .get()
                    .toPath();
            Files.move(unpacked, target, StandardCopyOption.ATOMIC_MOVE);
            Files.delete(directory);
            return target;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
