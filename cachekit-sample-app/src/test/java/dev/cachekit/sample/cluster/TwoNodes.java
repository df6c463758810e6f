package dev.cachekit.sample.cluster;

import dev.cachekit.redisson.testing.RedisServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The script that a newcomer runs for two nodes, on free ports and with the classes of this build. */
public final class TwoNodes implements AutoCloseable {

    private static final String UP = "Both nodes are up";

    private final int portA;
    private final int portB = RedisServer.freePort();
    private final int redisPort = RedisServer.freePort();
    private final Process script;

    private TwoNodes(int portA) throws IOException {
        this.portA = portA;
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
        this.script = builder.start();
    }

    /**
     * Starts the script and waits until it says that both nodes are up.
     *
     * @throws IllegalStateException with what it said instead
     */
    public static TwoNodes start() throws Exception {
        return startAt(RedisServer.freePort());
    }

    static TwoNodes startAt(int portA) throws Exception {
        TwoNodes nodes = new TwoNodes(portA);
        List<String> lines = new ArrayList<>();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(nodes.script.getInputStream(), StandardCharsets.UTF_8));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            lines.add(line);
            if (line.startsWith(UP)) {
                return nodes;
            }
        }
        nodes.close();
        throw new IllegalStateException("the script ended:\n" + String.join("\n", lines));
    }

    public int portA() {
        return portA;
    }

    public int portB() {
        return portB;
    }

    /** All that it listens at. */
    List<Integer> ports() {
        return List.of(portA, portB, redisPort);
    }

    /** Ends the script as Ctrl-C does, and waits until it has ended the nodes. */
    @Override
    public void close() throws InterruptedException {
        script.destroy();
        if (!script.waitFor(60, TimeUnit.SECONDS)) {
            script.destroyForcibly();
            throw new IllegalStateException("the script does not end");
        }
    }
}
