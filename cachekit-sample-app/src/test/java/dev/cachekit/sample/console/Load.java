package dev.cachekit.sample.console;

import dev.cachekit.sample.Visitors;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.http.HttpHeaders;

/** A few people who use the sample until they are told to stop: they read, and now and then one writes. */
final class Load implements AutoCloseable {

    private static final int PEOPLE = 3;

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final List<Thread> people = new ArrayList<>();
    private final String address;

    Load(String address) {
        this.address = address;
        for (int n = 0; n < PEOPLE; n++) {
            Thread person = new Thread(this::use, "person " + n);
            person.setDaemon(true);
            people.add(person);
            person.start();
        }
    }

    private void use() {
        for (int n = 1; !stopped.get(); n++) {
            send(HttpRequest.newBuilder(URI.create(address + "/api/users/" + (1 + n % 20) + "/feed")));
            send(HttpRequest.newBuilder(URI.create(address + "/api/users/33")));
            if (n % 25 == 0) {
                long author = 33 + n % 3;
                String credentials =
                        HttpHeaders.encodeBasicAuth("user" + author, Visitors.USER_PASSWORD, StandardCharsets.UTF_8);
                send(HttpRequest.newBuilder(URI.create(address + "/api/users/" + author + "/posts"))
                        .header("Authorization", "Basic " + credentials)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"body\": \"Post " + n + "\"}")));
            }
        }
    }

    private void send(HttpRequest.Builder request) {
        try {
            http.send(request.build(), BodyHandlers.discarding());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException end) {
            stopped.set(true);
        }
    }

    /** Returns when the last answer is there. */
    @Override
    public void close() throws InterruptedException {
        stopped.set(true);
        for (Thread person : people) {
            person.join();
        }
    }
}
