package dev.cachekit.sample.cluster;

import dev.cachekit.sample.Visitors;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Speaks to one node. Safe for use by many threads. */
final class AppClient {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String address;
    private final @Nullable String authorization;

    AppClient(int port) {
        this("http://localhost:" + port, null);
    }

    private AppClient(String address, @Nullable String authorization) {
        this.address = address;
        this.authorization = authorization;
    }

    AppClient user(long userId) {
        return as("user" + userId, Visitors.USER_PASSWORD);
    }

    AppClient admin() {
        return as("admin", Visitors.ADMIN_PASSWORD);
    }

    AppClient scraper() {
        return as("prometheus", Visitors.SCRAPE_PASSWORD);
    }

    private AppClient as(String name, String password) {
        return new AppClient(address, "Basic " + HttpHeaders.encodeBasicAuth(name, password, StandardCharsets.UTF_8));
    }

    /** What a request was answered, what that cost, and how long it took. */
    record Answer(int status, String body, String cache, String sqlQueries, Duration time) {}

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer post(String path, String json) {
        return send(request(path).POST(BodyPublishers.ofString(json)));
    }

    Answer put(String path, String json) {
        return send(request(path).PUT(BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json");
        return authorization == null ? request : request.header("Authorization", authorization);
    }

    private Answer send(HttpRequest.Builder request) {
        long start = System.nanoTime();
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            Duration time = Duration.ofNanos(System.nanoTime() - start);
            return new Answer(
                    response.statusCode(),
                    response.body(),
                    header(response, "X-Cache"),
                    header(response, "X-Sql-Queries"),
                    time);
        } catch (IOException failure) {
            throw new IllegalStateException("no answer from " + address, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + address, interrupted);
        }
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
