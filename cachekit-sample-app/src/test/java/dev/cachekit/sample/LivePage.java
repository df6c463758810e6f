package dev.cachekit.sample;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The connection of an open page, and what it has been told. */
public final class LivePage implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<JsonNode> told = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket socket;

    private LivePage(WebSocket.Builder request, int port) {
        this.socket = request.buildAsync(URI.create("ws://localhost:" + port + "/ws"), new Listener())
                .join();
    }

    public static LivePage open(int port, long userId) {
        String credentials =
                HttpHeaders.encodeBasicAuth("user" + userId, Visitors.USER_PASSWORD, StandardCharsets.UTF_8);
        LivePage page = new LivePage(
                HttpClient.newHttpClient().newWebSocketBuilder().header("Authorization", "Basic " + credentials), port);
        page.awaitEvent("hello", event -> true);
        return page;
    }

    public static LivePage open(int port, WebSession browser) {
        LivePage page = new LivePage(
                HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .header("Cookie", "SESSION=" + browser.cookie("SESSION").orElseThrow()),
                port);
        page.awaitEvent("hello", event -> true);
        return page;
    }

    /** The status with which a connection is refused. */
    public static int refusal(int port, String... headers) {
        WebSocket.Builder request = HttpClient.newHttpClient().newWebSocketBuilder();
        for (int n = 0; n < headers.length; n += 2) {
            request.header(headers[n], headers[n + 1]);
        }
        try {
            new LivePage(request, port).close();
            return 101;
        } catch (CompletionException refused) {
            return ((WebSocketHandshakeException) refused.getCause())
                    .getResponse()
                    .statusCode();
        }
    }

    public JsonNode awaitEvent(String type, Predicate<JsonNode> wanted) {
        return Awaitility.await("event " + type)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> find(type, wanted), list -> !list.isEmpty())
                .get(0);
    }

    public List<JsonNode> find(String type, Predicate<JsonNode> wanted) {
        return told.stream()
                .filter(event -> event.path("type").asString().equals(type) && wanted.test(event))
                .toList();
    }

    public int awaitClose() {
        return closed.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    public void say(String json) {
        socket.sendText(json, true).join();
    }

    /** As a computer that loses its network: no goodbye. */
    public void kill() {
        socket.abort();
    }

    @Override
    public void close() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                told.add(JsonMapper.shared().readTree(text.toString()));
                text.setLength(0);
            }
            return WebSocket.Listener.super.onText(webSocket, data, last);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int status, String reason) {
            closed.complete(status);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable failure) {
            closed.completeExceptionally(failure);
        }
    }
}
