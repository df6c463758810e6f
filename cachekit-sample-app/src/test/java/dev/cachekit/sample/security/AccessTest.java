package dev.cachekit.sample.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.sample.SampleTest;
import dev.cachekit.sample.Visitors;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

@SampleTest
class AccessTest {

    @Autowired
    private RestTestClient client;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/users/1",
                "/api/users/1/feed",
                "/api/users/1/posts",
                "/api/users/1/following",
                "/api/posts/1",
                "/actuator/health",
                "/demo/stats"
            })
    void everybodyReadsWhatPeoplePublish(String path) {
        client.get().uri(path).exchangeSuccessfully();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/me",
        "GET, /api/conversations/1/messages",
        "GET, /api/users/1/conversations",
        "POST, /api/conversations/1/messages",
        "POST, /api/users/1/posts",
        "PUT, /api/users/1",
        "PUT, /api/users/1/following/2",
        "DELETE, /api/users/1/following/2",
        "POST, /api/nowhere"
    })
    void restOfTheApiNeedsSomebodyWhoHasSignedIn(String method, String path) {
        // A program without a token would be refused for that; this one has a name nobody knows.
        Visitors.as(client, "stranger" + path.hashCode(), "guess")
                .method(HttpMethod.valueOf(method))
                .uri(path)
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(statusForStranger(method, path)).isIn(401, 403);
    }

    private int statusForStranger(String method, String path) {
        return client.method(HttpMethod.valueOf(method))
                .uri(path)
                .exchange()
                .returnResult()
                .getStatus()
                .value();
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/users/922/posts",
        "PUT, /api/users/922",
        "PUT, /api/users/922/following/1",
        "DELETE, /api/users/922/following/1",
        "GET, /api/users/922/conversations",
        "PUT, /api/users/0921"
    })
    void nobodyActsForAnother(String method, String path) {
        Visitors.user(client, 921)
                .method(HttpMethod.valueOf(method))
                .uri(path)
                .exchange()
                .expectStatus()
                .isForbidden()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Test
    void adminActsForNobodyElseEither() {
        Visitors.admin(client)
                .put()
                .uri("/api/users/923/following/1")
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    @ParameterizedTest
    @CsvSource({
        "/actuator/prometheus, 401, 403, 200, 200",
        "/actuator/info, 401, 403, 403, 200",
        "/actuator, 401, 403, 403, 200",
        "/actuator/health/liveness, 200, 200, 200, 200"
    })
    void operationsAreForTheAdmin(String path, int stranger, int user, int scraper, int admin) {
        assertThat(status(client, path)).isEqualTo(stranger);
        assertThat(status(Visitors.user(client, 924), path)).isEqualTo(user);
        assertThat(status(Visitors.as(client, "prometheus", Visitors.SCRAPE_PASSWORD), path))
                .isEqualTo(scraper);
        assertThat(status(Visitors.admin(client), path)).isEqualTo(admin);
    }

    @Test
    void scraperReadsMetersOnly() {
        RestTestClient scraper = Visitors.as(client, "prometheus", Visitors.SCRAPE_PASSWORD);

        assertThat(status(scraper, "/api/me")).isEqualTo(403);
        assertThat(status(Visitors.as(client, "prometheus", "guess"), "/actuator/prometheus"))
                .isEqualTo(401);
    }

    private static int status(RestTestClient visitor, String path) {
        return visitor.get().uri(path).exchange().returnResult().getStatus().value();
    }

    @Test
    void browserThatMaySeeMoreIsLedToTheForm() {
        client.get()
                .uri("/actuator/info")
                .header("Accept", "text/html")
                .exchange()
                .expectStatus()
                .isEqualTo(HttpStatus.FOUND)
                .expectHeader()
                .valueMatches("Location", ".*/login");
        client.get()
                .uri("/login")
                .header("Accept", "text/html")
                .exchangeSuccessfully()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.TEXT_HTML);
    }

    @Test
    void scriptInAPostStaysText() {
        String script = "<script>alert('mine')</script><img src=x onerror=alert(1)>";
        Visitors.user(client, 925)
                .post()
                .uri("/api/users/925/posts")
                .body(Map.of("body", script))
                .exchangeSuccessfully();

        client.get()
                .uri("/api/users/925/posts")
                .header("Accept", "text/html,application/json")
                .exchangeSuccessfully()
                .expectHeader()
                .contentType(MediaType.APPLICATION_JSON)
                .expectHeader()
                .valueEquals("X-Content-Type-Options", "nosniff")
                .expectHeader()
                .value(
                        "Content-Security-Policy",
                        policy -> assertThat(policy)
                                .contains("default-src 'self'")
                                .doesNotContain("unsafe")
                                .doesNotContain("*"))
                .expectBody()
                .jsonPath("$.posts[0].body")
                .isEqualTo(script);
    }

    @Test
    void scriptInAnAddressStaysText() {
        client.get()
                .uri("/api/users/{user}/feed", "<img src=x onerror=alert(1)>")
                .header("Accept", "text/html")
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectHeader()
                .valueEquals("X-Content-Type-Options", "nosniff");
    }

    @Test
    void pageCannotBeFramedByAnotherSite() {
        client.get()
                .uri("/login")
                .header("Accept", "text/html")
                .exchangeSuccessfully()
                .expectHeader()
                .valueEquals("X-Frame-Options", "DENY")
                .expectHeader()
                .value("Content-Security-Policy", policy -> assertThat(policy).contains("frame-ancestors 'none'"));
    }
}
