package dev.cachekit.sample.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.cachekit.sample.NeedsTwoNodes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

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

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException nobody) {
            return false;
        }
    }
}
