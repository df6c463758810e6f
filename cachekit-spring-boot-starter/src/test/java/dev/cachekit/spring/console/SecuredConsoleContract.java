package dev.cachekit.spring.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cachekit.redisson.testing.RedisServer;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the page asks for, behind Spring Security, of a real server that keeps entries in a real Redis. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SecuredConsoleContract {

    private static final String PAGE = "/actuator/cachekitconsole";
    private static final String CLEAR = "{\"cache\": \"catalog\", \"action\": \"clear\"}";

    private RedisServer redis;
    private ConsoleApplication application;
    private PageClient admin;

    abstract WebApplicationType type();

    abstract Class<?> rules();

    @BeforeAll
    void start() {
        redis = RedisServer.start();
        application = ConsoleApplication.start(type(), rules(), redis.url());
        admin = PageClient.anonymous(application.address()).as("admin");
    }

    @AfterAll
    void stop() {
        application.close();
        redis.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {PAGE, PAGE + "/snapshot", "/actuator/cachekit", "/actuator/cachekit?cache=catalog&key=k"})
    void nobodyElseIsAnswered(String path) {
        PageClient anonymous = PageClient.anonymous(application.address());
        assertThat(anonymous.get(path).statusCode()).isIn(401, 302);
        assertThat(anonymous.as("ann").get(path).statusCode()).isEqualTo(403);
        application.catalog().find("k");
        assertThat(admin.get(path).statusCode()).isEqualTo(200);
    }

    @Test
    void theSnapshotNamesWhatThePageMayAsk() {
        JsonNode snapshot = json(admin.get(PAGE + "/snapshot"));
        assertThat(snapshot.path("operations").toString())
                .contains("\"cachekit GET cachekit\"", "\"cachekit DELETE cachekit\"", "\"cachekit POST cachekit\"");
    }

    /** Names with the texts of their keys. Paths with most of them are refused: see the firewall's own test. */
    @ParameterizedTest
    @CsvSource(
            delimiterString = " is ",
            value = {
                "plain is plain",
                "a/b is a/b",
                "a//b is a//b",
                "../etc is ../etc",
                "a;b=c is a;b%3Dc",
                "100% is 100%25",
                "a%2Fb is a%252Fb",
                "two words is two%20words",
                "Grüße is Grüße",
                "😀 is 😀",
                "a&b+c#d is a&b+c#d",
                "a:b is a%3Ab",
                "back\\slash is back%5Cslash",
                "\"quoted\" is \"quoted\"",
                "<i>|^ is <i>|^"
            })
    void anyKeyIsExplainedAndRemoved(String name, String key) {
        String first = application.catalog().find(name);
        JsonNode found = json(admin.explain("catalog", key));
        assertThat(found.path("key").asString()).isEqualTo(key);
        assertThat(found.path("state").asString()).isEqualTo("value");

        JsonNode removed = json(admin.remove("catalog", key, admin.token()));
        assertThat(removed.path("acknowledged").asBoolean()).isTrue();
        assertThat(json(admin.explain("catalog", key)).path("state").asString()).isEqualTo("absent");
        assertThat(application.catalog().find(name)).isNotEqualTo(first);
    }

    @Test
    void withoutItsTokenNoChangeIsMade() {
        String kept = application.catalog().find("kept");
        assertThat(admin.remove("catalog", "kept", "").statusCode()).isEqualTo(403);
        assertThat(admin.post(CLEAR, "").statusCode()).isEqualTo(403);
        assertThat(application.catalog().find("kept")).isEqualTo(kept);
    }

    @Test
    void whoMayNotReadTheActuatorChangesNothing() {
        String kept = application.catalog().find("safe");
        PageClient anonymous = PageClient.anonymous(application.address());
        String token = admin.token();
        assertThat(anonymous.remove("catalog", "safe", token).statusCode()).isIn(401, 302);
        assertThat(anonymous.as("ann").remove("catalog", "safe", token).statusCode())
                .isEqualTo(403);
        assertThat(anonymous.as("ann").post(CLEAR, token).statusCode()).isEqualTo(403);
        assertThat(application.catalog().find("safe")).isEqualTo(kept);
    }

    @Test
    void aCacheIsClearedWithTheToken() {
        String old = application.catalog().find("old");
        assertThat(json(admin.post(CLEAR, admin.token())).path("acknowledged").asBoolean())
                .isTrue();
        assertThat(application.catalog().find("old")).isNotEqualTo(old);
    }

    /** What the console and the near caches ask for themselves goes on while this looks. */
    @Test
    void anIdleProcessCountsNoRequests() {
        long before = requests();
        await().during(Duration.ofMillis(2500))
                .pollInterval(Duration.ofMillis(300))
                .atMost(Duration.ofSeconds(10))
                .until(() -> requests() <= before);
    }

    private long requests() {
        return json(admin.get(PAGE + "/snapshot"))
                .path("store")
                .path("requests")
                .path("count")
                .asLong();
    }

    static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    /** Why the page puts keys behind the question mark. */
    @Test
    void theFirewallRefusesThemInPaths() {
        application.catalog().find("100%");
        assertThat(admin.get("/actuator/cachekit/catalog/100%2525").statusCode())
                .isEqualTo(400);
    }
}
