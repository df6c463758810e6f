package dev.cachekit.sample.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cachekit.sample.SampleTest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

@SampleTest
class DemoApiTest {

    @Autowired
    private RestTestClient client;

    @Test
    void slowOperationTellsWhatItHasCounted() {
        client.get()
                .uri("/api/cached-data?user_id=941")
                .exchangeSuccessfully()
                .expectBody()
                .jsonPath("$.user_id")
                .isEqualTo(941)
                .jsonPath("$.posts")
                .isNumber()
                .jsonPath("$.computed_at")
                .isNotEmpty();
        client.get().uri("/api/cached-data").exchangeSuccessfully();
        client.get()
                .uri("/api/cached-data?user_id=-1")
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void anybodyInvalidates() {
        invalidate(Map.of("user_id", 942)).jsonPath("$.invalidated").isEqualTo("user 942");
        invalidate(Map.of()).jsonPath("$.invalidated").isEqualTo("all");
        client.post()
                .uri("/api/invalidate-cache")
                .exchangeSuccessfully()
                .expectBody()
                .jsonPath("$.invalidated")
                .isEqualTo("all");
        client.post()
                .uri("/api/invalidate-cache")
                .body(Map.of("user_id", -1))
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    private RestTestClient.BodyContentSpec invalidate(Map<String, ?> request) {
        return client.post()
                .uri("/api/invalidate-cache")
                .body(request)
                .exchangeSuccessfully()
                .expectBody();
    }

    @Test
    void publishedEventIsAmongTheRecentOnes() {
        publish("news", "First");
        publish("sports", "Second");
        publish("news", "Third");

        client.get()
                .uri("/api/recent-events?channel=news&limit=2")
                .exchangeSuccessfully()
                .expectBody()
                .jsonPath("$.events.length()")
                .isEqualTo(2)
                .jsonPath("$.events[0].message")
                .isEqualTo("Third")
                .jsonPath("$.events[1].message")
                .isEqualTo("First");
        client.get()
                .uri("/api/recent-events?limit=1")
                .exchangeSuccessfully()
                .expectBody()
                .jsonPath("$.events.length()")
                .isEqualTo(1);
    }

    @Test
    void eventHeardThroughTheTopicTooIsListedOnce() {
        publish("once", "Only one");
        publish("once", "The second");

        await().during(Duration.ofMillis(300))
                .untilAsserted(() -> client.get()
                        .uri("/api/recent-events?channel=once")
                        .exchangeSuccessfully()
                        .expectBody()
                        .jsonPath("$.events.length()")
                        .isEqualTo(2));
    }

    private void publish(String channel, String message) {
        client.post()
                .uri("/api/publish-event")
                .body(Map.of("channel", channel, "message", message))
                .exchangeSuccessfully()
                .expectBody()
                .jsonPath("$.channel")
                .isEqualTo(channel);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"channel\": \"news\"}",
                "{\"message\": \"Hello\"}",
                "{\"channel\": \"\", \"message\": \"Hello\"}",
                "{\"channel\": \"news\", \"message\": \" \"}",
                "{\"channel\": \"<b>\", \"message\": \"Hello\"}"
            })
    void eventNeedsAChannelAndAMessage(String event) {
        client.post()
                .uri("/api/publish-event")
                .contentType(MediaType.APPLICATION_JSON)
                .body(event)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Test
    void limitOfRecentEventsIsChecked() {
        client.get().uri("/api/recent-events?limit=0").exchange().expectStatus().isBadRequest();
        client.get()
                .uri("/api/recent-events?limit=201")
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void fiveRequestsAMinuteAreGranted() {
        expectLimit("/api/rate-limited", 5);
    }

    @Test
    void twoRequestsInFiveMinutesAreGranted() {
        expectLimit("/api/slow-limited", 2);
    }

    private void expectLimit(String path, int permits) {
        for (int n = 0; n < permits; n++) {
            client.get().uri(path).exchangeSuccessfully();
        }
        client.get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isEqualTo(429)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectHeader()
                .exists(HttpHeaders.RETRY_AFTER);
    }

    @Test
    void deepHealthTellsOfRedisAndMemory() {
        client.get()
                .uri("/health/deep")
                .exchangeSuccessfully()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("healthy")
                .jsonPath("$.redis.mode")
                .isNotEmpty()
                .jsonPath("$.redis.available")
                .isBoolean()
                .jsonPath("$.memory.process_used_bytes")
                .value(Number.class, bytes -> assertThat(bytes.longValue()).isPositive());
    }

    @Test
    void shortHealthHasItsFiveFields() {
        client.get()
                .uri("/api/v1/health")
                .exchangeSuccessfully()
                .expectBody()
                .jsonPath("$.length()")
                .isEqualTo(5)
                .jsonPath("$.status")
                .isEqualTo("healthy")
                .jsonPath("$.message")
                .isNotEmpty()
                .jsonPath("$.timestamp")
                .isNotEmpty()
                .jsonPath("$.redis_available")
                .isBoolean()
                .jsonPath("$.cache_enabled")
                .isBoolean();
    }
}
