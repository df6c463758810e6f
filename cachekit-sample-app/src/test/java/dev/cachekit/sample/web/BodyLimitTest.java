package dev.cachekit.sample.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.sample.SampleTest;
import dev.cachekit.sample.Visitors;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;

@SampleTest
class BodyLimitTest {

    private static final String TOO_LARGE = "{\"body\": \"" + "x".repeat(BodyLimit.BYTES) + "\"}";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @LocalServerPort
    private int port;

    @Test
    void bodyThatSaysItIsTooLargeIsNotRead() throws Exception {
        HttpResponse<String> answer = post(BodyPublishers.ofString(TOO_LARGE));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("16384 bytes");
    }

    @Test
    void bodyThatDoesNotSayHowLargeItIsIsReadUpToTheLimit() throws Exception {
        HttpResponse<String> answer = post(chunked(TOO_LARGE));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("16384 bytes");
    }

    @Test
    void smallBodyMayBeSentInChunks() throws Exception {
        assertThat(post(chunked("{\"body\": \"In chunks\"}")).statusCode()).isEqualTo(201);
    }

    private static BodyPublisher chunked(String text) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private HttpResponse<String> post(BodyPublisher body) throws IOException, InterruptedException {
        String credentials = HttpHeaders.encodeBasicAuth("user931", Visitors.USER_PASSWORD, StandardCharsets.UTF_8);
        return http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/users/931/posts"))
                        .header("Authorization", "Basic " + credentials)
                        .header("Content-Type", "application/json")
                        .POST(body)
                        .build(),
                BodyHandlers.ofString());
    }
}
