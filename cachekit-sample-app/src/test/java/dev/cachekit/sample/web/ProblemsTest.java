package dev.cachekit.sample.web;

import dev.cachekit.sample.SampleTest;
import dev.cachekit.sample.Visitors;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

@SampleTest
class ProblemsTest {

    @Autowired
    private RestTestClient client;

    @ParameterizedTest
    @CsvSource({
        "/api/users/0, userId",
        "/api/users/-1/feed, userId",
        "/api/users/1/feed?page=-1, page",
        "/api/users/1/feed?page=5, page",
        "/api/users/0/posts, userId",
        "/api/conversations/0/messages, conversationId"
    })
    void invalidParameterIsNamed(String uri, String name) {
        Visitors.user(client, 1)
                .get()
                .uri(uri)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.errors[0].name")
                .isEqualTo(name);
    }

    @Test
    void everyInvalidFieldIsNamedWithItsRule() {
        Visitors.user(client, 1)
                .put()
                .uri("/api/users/1")
                .body(Map.of("displayName", " ", "bio", "x".repeat(301)))
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[?(@.name == 'displayName')].rule")
                .isEqualTo("must not be blank")
                .jsonPath("$.errors[?(@.name == 'bio')].rule")
                .isEqualTo("size must be between 0 and 300");
    }

    @Test
    void overlongPostIsRefused() {
        post("{\"body\": \"" + "x".repeat(501) + "\"}", 400);
    }

    @Test
    void brokenJsonIsRefusedWithoutInternals() {
        post("{\"body\":", 400).expectBody().jsonPath("$.detail").isEqualTo("Failed to read request");
    }

    @Test
    void unknownUserIsNotFound() {
        client.get()
                .uri("/api/users/5000/feed")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo("There is no user 5000.");
    }

    @Test
    void unknownPathIsAProblemToo() {
        client.get()
                .uri("/api/nowhere")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Test
    void wordInPlaceOfANumberIsRefused() {
        client.get().uri("/api/users/ada").exchange().expectStatus().isBadRequest();
    }

    private RestTestClient.ResponseSpec post(String json, int status) {
        return Visitors.user(client, 1)
                .post()
                .uri("/api/users/1/posts")
                .contentType(MediaType.APPLICATION_JSON)
                .body(json)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }
}
