package dev.cachekit.spring.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A web application on a free port, and a client of it. */
record Web(ConfigurableApplicationContext context, HttpClient client) implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    static Web start(WebApplicationType type, Class<?> application, String... properties) {
        ConfigurableApplicationContext context = new SpringApplicationBuilder(application)
                .web(type)
                .properties(
                        "server.port=0",
                        "server.address=127.0.0.1",
                        "spring.jmx.enabled=false",
                        "spring.main.banner-mode=off",
                        "spring.autoconfigure.exclude="
                                + "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration,"
                                + "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration")
                .properties(properties)
                .run();
        return new Web(context, HttpClient.newHttpClient());
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(HttpRequest.newBuilder().timeout(PATIENCE), path, headers);
    }

    HttpResponse<String> head(String path, String... headers) {
        return send(
                HttpRequest.newBuilder().timeout(PATIENCE).method("HEAD", HttpRequest.BodyPublishers.noBody()),
                path,
                headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String path, String... headers) {
        URI uri = URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + path);
        request.uri(uri);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new IllegalStateException("no answer from " + uri, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + uri, interrupted);
        }
    }

    static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @Override
    public void close() {
        context.close();
    }
}
