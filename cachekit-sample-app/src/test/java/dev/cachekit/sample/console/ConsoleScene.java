package dev.cachekit.sample.console;

import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.sample.SampleApplication;
import dev.cachekit.sample.Visitors;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpHeaders;

/** The sample with its console, on a Redis of its own. */
final class ConsoleScene implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    final RedisServer redis = RedisServer.startLocal();
    private final ConfigurableApplicationContext application;

    ConsoleScene() {
        application = SpringApplication.run(
                SampleApplication.class,
                "--spring.profiles.active=console",
                "--server.port=0",
                "--spring.datasource.url=jdbc:h2:mem:console;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=20000",
                "--cachekit.redis.url=" + redis.url(),
                "--cachekit.actuator.show-keys=true",
                "--cachekit.caches.profiles.near.enabled=true",
                "--cachekit.rules[0].pointcut=execution(* dev.cachekit.sample.feed.HomeFeed.page(..))",
                "--cachekit.rules[0].rate-limited.name=home-feed",
                "--cachekit.rules[0].rate-limited.permits=1000000",
                "--cachekit.rules[0].rate-limited.per=1m",
                "--cachekit.rules[1].pointcut=execution(* dev.cachekit.sample.feed.PostWriter.*(..))",
                "--cachekit.rules[1].with-lock.name=publish",
                "--cachekit.rules[1].with-lock.key=#p0.id",
                "--cachekit.rate-limiters.posting.bands[0].permits=1000000",
                "--cachekit.rate-limiters.posting.bands[0].per=1m");
    }

    String address() {
        return "http://localhost:" + application.getEnvironment().getRequiredProperty("local.server.port");
    }

    String console() {
        return address() + "/actuator/cachekitconsole";
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(asAdmin(path).build(), BodyHandlers.ofString());
    }

    void delete(String path) throws IOException, InterruptedException {
        http.send(asAdmin(path).DELETE().build(), BodyHandlers.discarding());
    }

    private HttpRequest.Builder asAdmin(String path) {
        String credentials = HttpHeaders.encodeBasicAuth("admin", Visitors.ADMIN_PASSWORD, StandardCharsets.UTF_8);
        return HttpRequest.newBuilder(URI.create(address() + path)).header("Authorization", "Basic " + credentials);
    }

    @Override
    public void close() {
        application.close();
        redis.close();
    }
}
