package dev.cachekit.redisson.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RedisServerTest {

    /** Starts a server, tells its port and waits to be killed. */
    static final class Victim {
        public static void main(String[] args) throws InterruptedException {
            System.out.println("port " + RedisServer.startLocal().port());
            Thread.currentThread().join();
        }
    }

    @Test
    void startsEmptyAndAnswers() {
        try (RedisServer server = RedisServer.start()) {
            assertThat(server.keys()).isEmpty();
            assertThat(server.version()).matches("\\d+\\.\\d+.*");
            server.send("SET", "a", "1");
            assertThat(server.commandStats()).containsEntry("set", 1L);
        }
    }

    @Test
    void startsAgainAtTheSameAddressAndEmpty() {
        try (RedisServer server = RedisServer.startLocal()) {
            server.send("SET", "a", "1");
            String url = server.url();
            server.stop();
            assertThatThrownBy(() -> server.send("PING")).hasMessageContaining("refused");
            server.restart();
            assertThat(server.url()).isEqualTo(url);
            assertThat(server.keys()).isEmpty();
        }
    }

    @Test
    void endsWithAJvmThatIsKilled() throws Exception {
        Process victim = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName())
                .redirectErrorStream(true)
                .start();
        int port = port(victim);
        victim.destroyForcibly().waitFor();
        Waiting.until("the server to end with its JVM", () -> !answers(port));
    }

    private static int port(Process victim) throws Exception {
        BufferedReader output =
                new BufferedReader(new InputStreamReader(victim.getInputStream(), StandardCharsets.UTF_8));
        String line = output.readLine();
        while (!line.startsWith("port ")) {
            line = output.readLine();
        }
        return Integer.parseInt(line.substring("port ".length()));
    }

    private static boolean answers(int port) {
        try (RespConnection connection = new RespConnection("127.0.0.1", port)) {
            return "PONG".equals(connection.send("PING"));
        } catch (RuntimeException refused) {
            return false;
        }
    }
}
