package dev.cachekit.sample.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The sample in a JVM of its own, on a free port. It ends with its standard input, so none outlives the test's JVM. */
final class AppProcess implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 90;
    private static final int LAST_LINES = 40;

    private final Process process;
    private final Deque<String> lastLines = new ArrayDeque<>();
    private final CompletableFuture<Integer> port = new CompletableFuture<>();

    private AppProcess(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "output of " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts a node on a Redis server and a database in memory, or in a file that several nodes share. */
    static AppProcess launch(String redisUrl, @Nullable Path database) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                AppMain.class.getName(),
                "--server.port=0"));
        if (database != null) {
            command.add("--spring.profiles.active=file");
            command.add("--sample.database.file=" + database);
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("REDIS_URL", redisUrl);
        return new AppProcess(builder.start());
    }

    /** Waits until the application is ready. */
    AppClient client() throws Exception {
        return new AppClient(port());
    }

    /** Waits until the application is ready. */
    int port() throws Exception {
        return port.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws InterruptedException {
        try {
            process.getOutputStream().close();
        } catch (IOException ended) {
            // it has ended before
        }
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    private void read() {
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                take(line);
            }
        } catch (IOException ended) {
            // a process that ends closes its output at any place
        }
        port.completeExceptionally(
                new IllegalStateException("the application ended:\n" + String.join("\n", lastLines)));
    }

    private void take(String line) {
        if (line.startsWith(AppMain.PORT)) {
            port.complete(Integer.parseInt(line.substring(AppMain.PORT.length())));
        }
        lastLines.add(line);
        if (lastLines.size() > LAST_LINES) {
            lastLines.remove();
        }
    }
}
