package dev.cachekit.sample;

import java.util.Map;
import org.springframework.test.web.servlet.client.RestTestClient;

/** Programs that use the sample on somebody's behalf; their names and passwords are those of the documentation. */
public final class Visitors {

    public static final String USER_PASSWORD = "cachekit";
    public static final String ADMIN_PASSWORD = "cachekit-admin";
    public static final String SCRAPE_PASSWORD = "cachekit-scrape";

    private Visitors() {}

    public static RestTestClient user(RestTestClient client, long userId) {
        return as(client, "user" + userId, USER_PASSWORD);
    }

    public static RestTestClient admin(RestTestClient client) {
        return as(client, "admin", ADMIN_PASSWORD);
    }

    public static RestTestClient as(RestTestClient client, String name, String password) {
        return client.mutate()
                .defaultHeaders(headers -> headers.setBasicAuth(name, password))
                .build();
    }

    /** What a change is answered. */
    public static int statusOfPut(RestTestClient visitor, String path, Map<String, ?> body) {
        return visitor.put()
                .uri(path)
                .body(body)
                .exchange()
                .returnResult()
                .getStatus()
                .value();
    }
}
