package dev.cachekit.sample.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.cachekit.sample.NeedsTwoNodes;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@NeedsTwoNodes("the script that starts two nodes")
@EnabledOnOs({OS.LINUX, OS.MAC})
class TwoNodesScriptTest {

    @Test
    @Timeout(value = 180, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void whatOneNodeHasReadIsAHitOnTheOtherAndNothingOutlivesTheScript() throws Exception {
        TwoNodes nodes = TwoNodes.start();
        try {
            AppClient.Answer first = new AppClient(nodes.portA()).get("/api/users/701/feed");
            AppClient.Answer second = new AppClient(nodes.portB()).get("/api/users/701/feed");

            assertThat(first).returns(200, AppClient.Answer::status).returns("miss", AppClient.Answer::cache);
            assertThat(second).returns(200, AppClient.Answer::status).returns("hit", AppClient.Answer::cache);
        } finally {
            nodes.close();
        }
        assertThat(nodes.ports()).noneMatch(TwoNodesScriptTest::listens);
    }

    @Test
    @Timeout(value = 180, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void anotherProgramOnThePortOfANodeIsNotTakenForIt() throws Exception {
        try (ServerSocket another = new ServerSocket(0)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> TwoNodes.startAt(another.getLocalPort()))
                    .withMessageContaining("Node a did not start");
        }
    }

    /** With a Maven that makes a program of version 2, and a Java that says what it is to run. */
    @Test
    void programOfAnotherVersionIsNotTakenForTheOneBuilt(@TempDir Path root) throws Exception {
        Path module = Files.createDirectories(root.resolve("cachekit-sample-app"));
        Path target = Files.createDirectories(module.resolve("target"));
        Files.writeString(target.resolve("cachekit-sample-app-1.0.0.jar"), "");
        Files.copy(Path.of("two-nodes"), module.resolve("two-nodes"));
        Path programs = Files.createDirectories(root.resolve("programs"));
        program(programs.resolve("mvn"), "touch cachekit-sample-app/target/cachekit-sample-app-2.0.0.jar");
        program(programs.resolve("java"), "echo \"run $2.\"");
        ProcessBuilder script =
                new ProcessBuilder("bash", module.resolve("two-nodes").toString());
        script.environment().remove("SAMPLE_CLASSPATH");
        script.environment().merge("PATH", programs.toString(), (path, first) -> first + File.pathSeparator + path);

        Process process = script.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(output)
                .contains("Node a did not start", "run cachekit-sample-app/target/cachekit-sample-app-2.0.0.jar.");
    }

    private static void program(Path file, String line) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + line + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException nobody) {
            return false;
        }
    }
}
