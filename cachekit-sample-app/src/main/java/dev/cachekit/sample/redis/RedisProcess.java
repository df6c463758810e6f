package dev.cachekit.sample.redis;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One run of a Redis server: on the loopback address, nothing persistent. */
final class RedisProcess {

    private final Process process;

    private RedisProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts the program in a folder and waits until it answers.
     *
     * @throws IOException if it does not come up, or the port is taken
     */
    static RedisProcess start(File program, Path folder, int port) throws IOException {
        Path log = folder.resolve("redis.log");
        RedisProcess redis = new RedisProcess(new ProcessBuilder(command(program, port))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start());
        try {
            RedisReadiness.await(redis.process, port, log);
            return redis;
        } catch (IOException failure) {
            redis.stop();
            throw failure;
        }
    }

    private static List<String> command(File program, int port) {
        return List.of(
                program.getPath(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "no",
                "--maxmemory",
                "256mb",
                "--maxmemory-policy",
                "volatile-lru");
    }

    boolean alive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Ends it as an operator would. */
    void stop() {
        process.destroy();
        if (!endedWithin(2)) {
            kill();
        }
    }

    /** Ends it as a crash would: without a word to its clients. */
    void kill() {
        process.destroyForcibly();
        endedWithin(2);
    }

    private boolean endedWithin(long seconds) {
        try {
            return process.waitFor(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
