package dev.cachekit.spring.web;

import static dev.cachekit.spring.web.Web.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cachekit.annotation.Algorithm;
import dev.cachekit.annotation.BackendFailure;
import dev.cachekit.annotation.RateLimited;
import dev.cachekit.redisson.testing.RedisServer;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the clients of a web application see of its rate limits, on Redis. Each test is a client of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WebLimitsContract {

    private static final String HOUR = "cachekit.rate-limiters.paths.bands[0].per=1h";

    private RedisServer redis;
    private Web web;

    /** Called from where no advice reaches: from filters and functional routes. */
    static class Guarded {

        @RateLimited(
                name = "guarded",
                key = "#user",
                permits = 1,
                per = "1h",
                algorithm = Algorithm.FIXED_WINDOW,
                onBackendFailure = BackendFailure.CLOSED)
        public String answer(String user) {
            return "answer for " + user;
        }
    }

    /** The methods that both stacks have. */
    @RestController
    static class Endpoints {

        @GetMapping("/limited")
        @RateLimited(name = "endpoint", key = "#user", permits = 2, per = "1h", algorithm = Algorithm.FIXED_WINDOW)
        public String limited(@RequestParam("user") String user) {
            return "answer for " + user;
        }

        @GetMapping("/api/open")
        public String open() {
            return "open";
        }

        @GetMapping("/strict")
        public String strict() {
            return "strict";
        }

        @GetMapping("/closed")
        @RateLimited(name = "closed", permits = 100, per = "1h", onBackendFailure = BackendFailure.CLOSED)
        public String closed() {
            return "closed";
        }

        @GetMapping("/banded")
        @RateLimited(name = "banded", permits = 100, per = "1m")
        @RateLimited(name = "banded", permits = 1, per = "1h")
        public String banded() {
            return "banded";
        }

        @GetMapping("/elsewhere")
        public String elsewhere() {
            return "elsewhere";
        }
    }

    abstract WebApplicationType type();

    abstract Class<?> application();

    @BeforeAll
    void start() {
        redis = RedisServer.start();
        web = Web.start(
                type(),
                application(),
                "spring.application.name=web",
                "cachekit.redis.url=" + redis.url(),
                "cachekit.rate-limiters.paths.bands[0].permits=2",
                HOUR,
                "cachekit.rate-limiters.paths.bands[0].algorithm=fixed-window",
                "cachekit.web.trusted-proxies=127.0.0.1",
                "cachekit.web.rate-limits[0].path=/api/**",
                "cachekit.web.rate-limits[0].limiter=paths",
                "cachekit.rate-limiters.strict.bands[0].permits=2",
                "cachekit.rate-limiters.strict.bands[0].per=1h",
                "cachekit.rate-limiters.strict.on-backend-failure=closed",
                "cachekit.web.rate-limits[1].path=/strict",
                "cachekit.web.rate-limits[1].methods=get,post",
                "cachekit.web.rate-limits[1].key=header:X-Api-Key",
                "cachekit.web.rate-limits[1].limiter=strict",
                "cachekit.web.rate-limits[2].path=/api/strict",
                "cachekit.web.rate-limits[2].key=principal",
                "cachekit.web.rate-limits[2].limiter=strict");
    }

    @AfterAll
    void stop() {
        web.close();
        redis.close();
    }

    /** A client of its own for each test. */
    HttpResponse<String> get(String client, String path, String... more) {
        String[] headers = Arrays.copyOf(more, more.length + 2);
        headers[more.length] = "X-Forwarded-For";
        headers[more.length + 1] = client;
        return web.get(path, headers);
    }

    @Test
    void aRefusedCallGetsAProblemAndIsToldWhenToComeBack() {
        get("192.0.2.1", "/limited?user=ann");
        get("192.0.2.1", "/limited?user=ann");
        HttpResponse<String> refused = get("192.0.2.1", "/limited?user=ann");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(header(refused, "Content-Type")).startsWith("application/problem+json");
        assertThat(Long.parseLong(header(refused, "Retry-After"))).isBetween(1L, 3600L);
        assertThat(refused.body())
                .contains("\"status\":429", "\"violated-policies\":[\"endpoint\"]", "#quota-exceeded");
    }

    @Test
    void aLimitOfPathsRefusesBeforeTheController() {
        get("192.0.2.2", "/api/open");
        assertThat(get("192.0.2.2", "/api/open").body()).isEqualTo("open");
        HttpResponse<String> refused = get("192.0.2.2", "/api/missing");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(header(refused, "Content-Type")).startsWith("application/problem+json");
        assertThat(header(refused, "RateLimit-Policy")).isEqualTo("\"paths\";q=2;w=3600");
        assertThat(header(refused, "RateLimit")).startsWith("\"paths\";r=0;t=");
        assertThat(Long.parseLong(header(refused, "Retry-After"))).isBetween(1L, 3600L);
    }

    @Test
    void anAllowedCallIsToldWhatIsLeft() {
        HttpResponse<String> allowed = get("192.0.2.3", "/api/open");
        assertThat(allowed.statusCode()).isEqualTo(200);
        assertThat(header(allowed, "RateLimit-Policy")).isEqualTo("\"paths\";q=2;w=3600");
        assertThat(header(allowed, "RateLimit")).startsWith("\"paths\";r=1;t=");
        assertThat(header(allowed, "Retry-After")).isEmpty();
    }

    @Test
    void otherPathsAreNotLimited() {
        for (int i = 0; i < 5; i++) {
            HttpResponse<String> answer = get("192.0.2.4", "/elsewhere");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(header(answer, "RateLimit")).isEmpty();
        }
    }

    @Test
    void everyClientHasPermitsOfItsOwn() {
        for (int i = 0; i < 3; i++) {
            get("198.51.100.7", "/api/open");
        }
        assertThat(get("198.51.100.7", "/api/open").statusCode()).isEqualTo(429);
        assertThat(get("198.51.100.8", "/api/open").statusCode()).isEqualTo(200);
    }

    @Test
    void aHeaderMayTellWhoTheClientIs() {
        assertThat(get("192.0.2.7", "/strict", "X-Api-Key", "a").statusCode()).isEqualTo(200);
        assertThat(get("192.0.2.8", "/strict", "X-Api-Key", "a").statusCode()).isEqualTo(200);
        assertThat(get("192.0.2.9", "/strict", "X-Api-Key", "a").statusCode()).isEqualTo(429);
        assertThat(get("192.0.2.9", "/strict", "X-Api-Key", "b").statusCode()).isEqualTo(200);
    }

    @Test
    void withoutRedisALimitThatIsClosedIsUnavailable() {
        redis.pause();
        try {
            for (String path : List.of("/strict", "/closed", "/filtered?user=eve", "/functional?user=eve")) {
                HttpResponse<String> unavailable = get("192.0.2.10", path);
                assertThat(unavailable.statusCode()).as(path).isEqualTo(503);
                assertThat(header(unavailable, "Content-Type")).as(path).startsWith("application/problem+json");
            }
            assertThat(get("192.0.2.10", "/api/open").statusCode()).isEqualTo(200);
        } finally {
            redis.resume();
            await().until(() -> get("192.0.2.11", "/strict").statusCode() != 503);
        }
    }

    @Test
    void aLimitForGetHoldsForHead() {
        for (int i = 0; i < 2; i++) {
            assertThat(web.head("/strict", "X-Api-Key", "head").statusCode()).isEqualTo(200);
        }
        assertThat(web.head("/strict", "X-Api-Key", "head").statusCode()).isEqualTo(429);
    }

    @Test
    void severalLimitsOfARequestStandInOneField() {
        HttpResponse<String> allowed = get("192.0.2.12", "/api/strict");
        assertThat(header(allowed, "RateLimit-Policy")).isEqualTo("\"paths\";q=2;w=3600, \"strict\";q=2;w=3600");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/filtered", "/functional"})
    void refusalsAreAnsweredWhereNoAdviceReaches(String path) {
        assertThat(get("192.0.2.13", path + "?user=" + path).body()).isEqualTo("answer for " + path);
        HttpResponse<String> refused = get("192.0.2.13", path + "?user=" + path);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(header(refused, "Content-Type")).startsWith("application/problem+json");
        assertThat(Long.parseLong(header(refused, "Retry-After"))).isBetween(1L, 3600L);
        assertThat(refused.body()).contains("\"violated-policies\":[\"guarded\"]");
    }

    @Test
    void aRefusalNamesThePolicyThatIsViolated() {
        get("192.0.2.14", "/banded");
        assertThat(get("192.0.2.14", "/banded").body()).contains("\"violated-policies\":[\"banded:3600\"]");
    }

    @Test
    void theStandardHeaderTellsWhoTheClientIs() {
        for (int i = 0; i < 3; i++) {
            web.get("/api/open", "Forwarded", "for=\"198.51.100.17:80\"");
        }
        assertThat(web.get("/api/open", "Forwarded", "for=198.51.100.17").statusCode())
                .isEqualTo(429);
        assertThat(web.get("/api/open", "Forwarded", "for=198.51.100.18").statusCode())
                .isEqualTo(200);
    }
}
