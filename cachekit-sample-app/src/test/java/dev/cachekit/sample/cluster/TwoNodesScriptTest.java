package dev.cachekit.sample.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.redisson.testing.RedisServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The script that a newcomer runs, on other ports and with the classes of this build. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class TwoNodesScriptTest {

    private final int portA = RedisServer.freePort();
    private final int portB = RedisServer.freePort();
    private final int redisPort = RedisServer.freePort();

    @Test
    @Timeout(value = 180, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void whatOneNodeHasReadIsAHitOnTheOtherAndNothingOutlivesTheScript() throws Exception {
        Process script = script();
        try {
            assertThat(linesUntilUp(script)).last().asString().startsWith("Both nodes are up");
            AppClient.Answer first = new AppClient(portA).get("/api/users/701/feed");
            AppClient.Answer second = new AppClient(portB).get("/api/users/701/feed");

            assertThat(first).returns(200, AppClient.Answer::status).returns("miss", AppClient.Answer::cache);
            assertThat(second).returns(200, AppClient.Answer::status).returns("hit", AppClient.Answer::cache);
        } finally {
            script.destroy();
            assertThat(script.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(List.of(portA, portB, redisPort)).noneMatch(TwoNodesScriptTest::listens);
    }

    private Process script() throws IOException {
        ProcessBuilder builder = new ProcessBuilder("bash", "./two-nodes").redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.put("PORT_A", Integer.toString(portA));
        environment.put("PORT_B", Integer.toString(portB));
        environment.put("REDIS_PORT", Integer.toString(redisPort));
        environment.put("SAMPLE_CLASSPATH", System.getProperty("java.class.path"));
        environment.put(
                "PATH",
                System.getProperty("java.home") + "/bin" + System.getProperty("path.separator")
                        + System.getenv("PATH"));
        return builder.start();
    }

    private static List<String> linesUntilUp(Process script) throws IOException {
        List<String> lines = new ArrayList<>();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(script.getInputStream(), StandardCharsets.UTF_8));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            lines.add(line);
            if (line.startsWith("Both nodes are up")) {
                break;
            }
        }
        return lines;
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException nobody) {
            return false;
        }
    }
}
