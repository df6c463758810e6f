package dev.cachekit.sample.redis;

import static dev.cachekit.sample.redis.EmbeddedRedis.ANY_PORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class EmbeddedRedisTest {

    @Test
    void startedServerKeepsNothingAndEvictsOnlyWhatExpires() throws IOException {
        try (EmbeddedRedis redis = EmbeddedRedis.start(RedisBinary.fromJar(), ANY_PORT)) {
            assertThat(setting(redis, "save")).isEmpty();
            assertThat(setting(redis, "appendonly")).isEqualTo("no");
            assertThat(setting(redis, "maxmemory")).isEqualTo("268435456");
            assertThat(setting(redis, "maxmemory-policy")).isEqualTo("volatile-lru");
            assertThat(setting(redis, "bind")).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void closedServerLeavesNoProcessAndNoFolder() throws IOException {
        EmbeddedRedis redis = EmbeddedRedis.start(RedisBinary.fromJar(), ANY_PORT);
        assertThat(redis.folder()).isDirectory();

        redis.close();

        assertThat(ProcessHandle.of(redis.pid())).isEmpty();
        assertThat(redis.folder()).doesNotExist();
    }

    @Test
    void closingTwiceIsClosingOnce() throws IOException {
        EmbeddedRedis redis = EmbeddedRedis.start(RedisBinary.fromJar(), ANY_PORT);
        redis.close();
        redis.close();

        assertThat(redis.folder()).doesNotExist();
    }

    @Test
    void crashedServerComesBackEmptyAtTheSameAddress() throws IOException {
        try (EmbeddedRedis redis = EmbeddedRedis.start(RedisBinary.fromJar(), ANY_PORT)) {
            String url = redis.url();
            assertThat(answer(redis, "SET a 1")).isEqualTo("+OK");

            redis.crash();
            assertThat(redis.running()).isFalse();
            redis.restore();

            assertThat(redis.running()).isTrue();
            assertThat(redis.url()).isEqualTo(url);
            assertThat(answer(redis, "EXISTS a")).isEqualTo(":0");
        }
    }

    @Test
    void restoringAServerThatRunsLeavesItAlone() throws IOException {
        try (EmbeddedRedis redis = EmbeddedRedis.start(RedisBinary.fromJar(), ANY_PORT)) {
            long pid = redis.pid();
            redis.restore();

            assertThat(redis.pid()).isEqualTo(pid);
        }
    }

    @Test
    void portThatIsTakenIsReported() throws IOException {
        try (EmbeddedRedis redis = EmbeddedRedis.start(RedisBinary.fromJar(), ANY_PORT)) {
            int port = URI.create(redis.url()).getPort();

            assertThatIOException()
                    .isThrownBy(() -> EmbeddedRedis.start(RedisBinary.fromJar(), port))
                    .withMessageContaining("" + port);
        }
    }

    @Test
    void serverThatEndsAtOnceIsReportedWithItsLastWords() {
        assertThatIOException()
                .isThrownBy(() -> EmbeddedRedis.start(
                        script("echo libssl.so.3: cannot open shared object file; exit 127"), ANY_PORT))
                .withMessageContaining("127")
                .withMessageContaining("libssl.so.3: cannot open shared object file");
    }

    @Test
    void failedStartLeavesNoFolder() {
        List<Path> folders = new ArrayList<>();
        assertThatIOException()
                .isThrownBy(() -> EmbeddedRedis.start(
                        folder -> {
                            folders.add(folder);
                            throw new IOException("no program for this system");
                        },
                        ANY_PORT));

        assertThat(folders)
                .singleElement()
                .satisfies(folder -> assertThat(folder).doesNotExist());
    }

    static RedisBinary script(String commands) {
        return folder -> {
            File program = Files.writeString(folder.resolve("redis-server"), "#!/bin/sh\n" + commands + "\n")
                    .toFile();
            assumeTrue(program.setExecutable(true));
            return program;
        };
    }

    /** The answer is an array: its size, then length and text of the name, then length and text of the value. */
    private static String setting(EmbeddedRedis redis, String name) throws IOException {
        return line(redis, "CONFIG GET " + name, 5);
    }

    private static String answer(EmbeddedRedis redis, String command) throws IOException {
        return line(redis, command, 1);
    }

    private static String line(EmbeddedRedis redis, String command, int number) throws IOException {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), URI.create(redis.url()).getPort())) {
            socket.setSoTimeout(2_000);
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            String line = "";
            for (int n = 0; n < number; n++) {
                line = answer.readLine();
            }
            return line;
        }
    }
}
