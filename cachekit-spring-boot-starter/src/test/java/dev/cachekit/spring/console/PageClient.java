package dev.cachekit.spring.console;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/**
 * Asks as the page does, in the name of somebody. Each request has a connection of its own: kept ones stall now and then on
 * Reactor Netty, without any of our beans.
 */
record PageClient(String address, Optional<String> user) {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    static PageClient anonymous(String address) {
        return new PageClient(address, Optional.empty());
    }

    PageClient as(String name) {
        return new PageClient(address, Optional.of(name));
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    HttpResponse<String> explain(String cache, String key) {
        return get("/actuator/cachekit" + parameters(cache, key));
    }

    HttpResponse<String> remove(String cache, String key, String token) {
        return send(with(
                token, request("/actuator/cachekit" + parameters(cache, key)).DELETE()));
    }

    HttpResponse<String> post(String json, String token) {
        return send(with(token, request("/actuator/cachekit").POST(BodyPublishers.ofString(json))));
    }

    /** The token that comes with the page, as scripts of the page read it. */
    String token() {
        return get("/actuator/cachekitconsole").headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("XSRF-TOKEN=") && !cookie.contains("HttpOnly"))
                .map(cookie -> cookie.substring("XSRF-TOKEN=".length()).split(";")[0])
                .findFirst()
                .orElseThrow();
    }

    private static String parameters(String cache, String key) {
        return "?cache=" + encoded(cache) + "&key=" + encoded(key);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static HttpRequest.Builder with(String token, HttpRequest.Builder request) {
        request.header("Content-Type", "application/json");
        return token.isEmpty()
                ? request
                : request.header("Cookie", "XSRF-TOKEN=" + token)
                        .header("X-XSRF-TOKEN", URLDecoder.decode(token, StandardCharsets.UTF_8));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(PATIENCE)
                .header("Accept", "application/json, text/html;q=0.5");
        user.ifPresent(name -> request.header("Authorization", "Basic " + basic(name)));
        return request;
    }

    private static String basic(String name) {
        return Base64.getEncoder().encodeToString((name + ":secret").getBytes(StandardCharsets.UTF_8));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
