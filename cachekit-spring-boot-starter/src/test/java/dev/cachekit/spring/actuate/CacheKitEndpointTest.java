package dev.cachekit.spring.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.Cache;
import dev.cachekit.CacheKit;
import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.annotation.RateLimited;
import dev.cachekit.annotation.SingleFlight;
import dev.cachekit.annotation.WithLock;
import dev.cachekit.spring.autoconfigure.CacheKitAutoConfiguration;
import dev.cachekit.spring.autoconfigure.CacheKitEndpointAutoConfiguration;
import java.net.URI;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.jackson.JacksonEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.jmx.JmxEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.actuate.endpoint.jmx.JmxEndpointsSupplier;
import org.springframework.boot.actuate.endpoint.jmx.JmxOperation;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jmx.JmxAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.actuate.web.WebMvcEndpointManagementContextConfiguration;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The endpoint as operators call it. */
class CacheKitEndpointTest {

    private static final String ALL = "/actuator/cachekit";

    static class Catalog {

        private final AtomicInteger loads = new AtomicInteger();

        public int loads() {
            return loads.get();
        }

        @CacheAside(cache = "catalog", key = "#id", ttl = "10m")
        public String find(long id) {
            return "secret value " + loads.incrementAndGet();
        }

        @Invalidate(cache = "catalog", key = "#id")
        public void remove(long id) {}

        @CacheAside(cache = "pairs")
        public String pair(long id, String name) {
            return name;
        }

        @RateLimited(name = "search", permits = 5, per = "1s")
        @WithLock(name = "search", lease = "3s")
        @SingleFlight(name = "search", key = "#text")
        public String search(String text) {
            return text + find(1);
        }
    }

    static class Plain {
        public String read(long id) {
            return "";
        }
    }

    private final WebApplicationContextRunner application = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    CacheKitAutoConfiguration.class,
                    CacheKitEndpointAutoConfiguration.class,
                    EndpointAutoConfiguration.class,
                    WebEndpointAutoConfiguration.class,
                    ManagementContextAutoConfiguration.class,
                    JacksonEndpointAutoConfiguration.class,
                    JacksonAutoConfiguration.class,
                    DispatcherServletAutoConfiguration.class,
                    WebMvcAutoConfiguration.class,
                    WebMvcEndpointManagementContextConfiguration.class))
            .withBean(Catalog.class)
            .withBean(Plain.class)
            .withPropertyValues(
                    "management.endpoints.web.exposure.include=cachekit",
                    "cachekit.backend=in-process",
                    "cachekit.app=shop",
                    "cachekit.caches.catalog.near.enabled=true",
                    "cachekit.locks.search.max-wait=2s",
                    "cachekit.rules[0].pointcut=execution(* *..Plain.read(..))",
                    "cachekit.rules[0].cache-aside.cache=plain",
                    "cachekit.rules[1].pointcut=execution(* *..Plain.write(..))",
                    "cachekit.rules[1].invalidate.cache=plain",
                    "cachekit.rules[1].invalidate.key=#p0");

    private void run(BiConsumer<Catalog, MockMvcTester> test) {
        application.run(context -> test.accept(context.getBean(Catalog.class), MockMvcTester.from(context)));
    }

    @Test
    void showsCachesLimitersLocksAndFlightsWithTheirSettingsSourcesAndMethods() {
        run((catalog, web) -> assertThat(web.get().uri(ALL).exchange())
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"backend": "in-process",
                         "caches": {
                           "catalog": {
                             "settings": {
                               "ttl": {"value": "PT10M", "source": "@CacheAside on Catalog#find(long)"},
                               "null-ttl": {"value": "PT30S", "source": "built-in"},
                               "near.enabled": {"value": "true", "source": "cachekit.caches.catalog.near.enabled"}},
                             "usedBy": ["@CacheAside on Catalog#find(long)", "@Invalidate on Catalog#remove(long)"]},
                           "plain": {"usedBy": ["cachekit.rules[0].cache-aside on Plain#read(long)"]}},
                         "limiters": {
                           "search": {"usedBy": ["@RateLimited on Catalog#search(String)"]}},
                         "locks": {
                           "search": {"settings": {
                               "max-wait": {"value": "PT2S", "source": "cachekit.locks.search.max-wait"},
                               "lease": {"value": "PT3S", "source": "@WithLock on Catalog#search(String)"}}}},
                         "flights": {"search": {"settings": {"scope": {"value": "CLUSTER"}}}}}
                        """));
    }

    @Test
    void showsWhatEachRuleMatchesAndWhatTheStartFound() {
        run((catalog, web) ->
                assertThat(web.get().uri(ALL).exchange()).bodyJson().isLenientlyEqualTo("""
                        {"rules": [
                           {"where": "cachekit.rules[0]", "pointcut": "execution(* *..Plain.read(..))",
                            "methods": ["Plain#read(long)"], "overridden": []},
                           {"where": "cachekit.rules[1]", "methods": []}],
                         "findings": [
                           {"kind": "rule-without-method", "severity": "warning", "where": "cachekit.rules[1]"},
                           {"kind": "self-invocation", "severity": "warning", "where": "@CacheAside on Catalog#find(long)"}]}
                        """));
    }

    @Test
    void showsOneCacheWithWhatWasCounted() {
        run((catalog, web) -> {
            catalog.find(7);
            catalog.find(7);
            assertThat(web.get().uri(ALL + "/catalog").exchange())
                    .hasStatusOk()
                    .bodyJson()
                    .isLenientlyEqualTo("""
                            {"cache": "catalog", "type": "java.lang.String", "nearSize": 1,
                             "settings": {"ttl": {"value": "PT10M"}},
                             "stats": {"hits": 1, "misses": 1, "hitRatio": 0.5, "loads": 1}}
                            """);
            assertThat(web.get().uri(ALL + "/nothing").exchange()).hasStatus(404);
        });
    }

    @Test
    void explainsAKeyWithoutItsValue() {
        run((catalog, web) -> {
            catalog.find(7);
            catalog.pair(7, "a:b/c");
            assertThat(web.get().uri(ALL + "/catalog/7").exchange())
                    .hasStatusOk()
                    .bodyJson()
                    .isLenientlyEqualTo("""
                            {"cache": "catalog", "key": "7", "state": "value", "wouldBeServed": true,
                             "tier": "near", "reason": "near-hit", "tags": [],
                             "why": "kept in this process, and served without asking the store"}
                            """);
            assertThat(web.get().uri(ALL + "/catalog/7").exchange())
                    .bodyText()
                    .doesNotContain("secret")
                    .contains("shop:{");
            assertThat(web.get().uri(ALL + "/catalog/8").exchange())
                    .bodyJson()
                    .extractingPath("$.state")
                    .isEqualTo("absent");
            assertThat(web.get().uri(URI.create(ALL + "/pairs/7:a%253Ab%2Fc")).exchange())
                    .bodyJson()
                    .extractingPath("$.state")
                    .isEqualTo("value");
            assertThat(web.get().uri(ALL + "/nothing/7").exchange()).hasStatus(404);
        });
    }

    @Test
    void removesAKey() {
        run((catalog, web) -> {
            catalog.find(7);
            assertThat(web.delete().uri(ALL + "/catalog/7").exchange())
                    .hasStatusOk()
                    .bodyJson()
                    .isLenientlyEqualTo("{\"cache\": \"catalog\", \"key\": \"7\", \"acknowledged\": true}");
            catalog.find(7);
            assertThat(catalog.loads()).isEqualTo(2);
            assertThat(web.delete().uri(ALL + "/nothing/7").exchange()).hasStatus(204);
        });
    }

    @Test
    void takesCacheAndKeyAsParameters() {
        run((catalog, web) -> {
            catalog.pair(7, "a%b/c");
            assertThat(web.get()
                            .uri(ALL + "?cache={c}&key={k}", "pairs", "7:a%25b/c")
                            .exchange())
                    .hasStatusOk()
                    .bodyJson()
                    .isLenientlyEqualTo("{\"cache\": \"pairs\", \"key\": \"7:a%25b/c\", \"state\": \"value\"}");
            assertThat(web.get().uri(ALL + "?cache=pairs").exchange())
                    .bodyJson()
                    .isLenientlyEqualTo("{\"cache\": \"pairs\", \"stats\": {\"misses\": 1}}");
            assertThat(web.get().uri(ALL + "?cache=nothing&key=7").exchange()).hasStatus(404);
            assertThat(web.get().uri(ALL + "?key=7").exchange()).hasStatus(400);

            assertThat(web.delete()
                            .uri(ALL + "?cache={c}&key={k}", "pairs", "7:a%25b/c")
                            .exchange())
                    .bodyJson()
                    .isLenientlyEqualTo("{\"cache\": \"pairs\", \"key\": \"7:a%25b/c\", \"acknowledged\": true}");
            assertThat(web.get()
                            .uri(ALL + "?cache={c}&key={k}", "pairs", "7:a%25b/c")
                            .exchange())
                    .bodyJson()
                    .extractingPath("$.state")
                    .isEqualTo("absent");
            assertThat(web.delete().uri(ALL + "?cache=nothing&key=7").exchange())
                    .hasStatus(204);
        });
    }

    @Test
    void removesNothingWithoutBothCacheAndKey() {
        run((catalog, web) -> {
            catalog.find(7);
            assertThat(web.delete().uri(ALL).exchange()).hasStatus(400);
            assertThat(web.delete().uri(ALL + "?cache=catalog").exchange()).hasStatus(400);
            assertThat(web.delete().uri(ALL + "?key=7").exchange()).hasStatus(400);
            catalog.find(7);
            assertThat(catalog.loads()).isEqualTo(1);
        });
    }

    @Test
    void actsOnACacheWhoseNameNoPathCanCarry() {
        application.run(context -> {
            MockMvcTester web = MockMvcTester.from(context);
            Cache<String, String> cache = context.getBean(CacheKit.class).cache("a/b;c%2F", String.class);
            cache.put("k", "v");
            assertThat(posted(web, ALL, "{\"cache\": \"a/b;c%2F\", \"action\": \"clear\"}"))
                    .hasStatusOk();
            assertThat(web.get().uri(ALL + "?cache={c}&key=k", "a/b;c%2F").exchange())
                    .bodyJson()
                    .extractingPath("$.reason")
                    .isEqualTo("cleared");
            assertThat(posted(web, ALL, "{\"action\": \"clear\"}")).hasStatus(400);
        });
    }

    /** Two operations of one name would stop the start. */
    @Test
    void overJmxCacheAndKeyAreArgumentsAnyway() {
        application
                .withConfiguration(
                        AutoConfigurations.of(JmxAutoConfiguration.class, JmxEndpointAutoConfiguration.class))
                .withPropertyValues(
                        "spring.jmx.enabled=true",
                        "spring.jmx.default-domain=takesCacheAndKeyAsParameters",
                        "management.endpoints.jmx.exposure.include=cachekit")
                .run(context -> {
                    Collection<JmxOperation> operations =
                            context.getBean(JmxEndpointsSupplier.class).getEndpoints().stream()
                                    .flatMap(endpoint -> endpoint.getOperations().stream())
                                    .toList();
                    assertThat(operations)
                            .extracting(JmxOperation::getName)
                            .containsExactlyInAnyOrder("application", "cache", "change", "entry", "invalidate");
                });
    }

    private static MvcTestResult post(MockMvcTester web, String body) {
        return posted(web, ALL + "/catalog", body);
    }

    private static MvcTestResult posted(MockMvcTester web, String uri, String body) {
        return web.post()
                .uri(uri)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    @Test
    void clearsACache() {
        run((catalog, web) -> {
            catalog.find(7);
            assertThat(post(web, "{\"action\": \"clear\"}"))
                    .hasStatusOk()
                    .bodyJson()
                    .isLenientlyEqualTo("{\"cache\": \"catalog\", \"action\": \"clear\", \"acknowledged\": true}");
            assertThat(web.get().uri(ALL + "/catalog/7").exchange()).bodyJson().isLenientlyEqualTo("""
                    {"state": "absent", "tier": "none", "reason": "cleared",
                     "lastRemoval": {"what": "cache", "here": true}}
                    """);
            catalog.find(7);
            assertThat(catalog.loads()).isEqualTo(2);
        });
    }

    @Test
    void removesWhatMatchesAPattern() {
        run((catalog, web) -> {
            catalog.find(7);
            catalog.find(8);
            assertThat(post(web, "{\"action\": \"invalidate-pattern\", \"value\": \"7*\"}"))
                    .hasStatusOk();
            catalog.find(7);
            catalog.find(8);
            assertThat(catalog.loads()).isEqualTo(3);
        });
    }

    @Test
    void changesASettingWhileItRunsAndTakesItBack() {
        run((catalog, web) -> {
            catalog.find(7);
            assertThat(post(web, "{\"action\": \"set\", \"setting\": \"ttl\", \"value\": \"2m\"}"))
                    .hasStatusOk();
            assertThat(web.get().uri(ALL + "/catalog").exchange()).bodyJson().isLenientlyEqualTo("""
                    {"settings": {"ttl": {"value": "PT2M", "source": "actuator/cachekit/catalog.ttl"}}}
                    """);
            assertThat(post(web, "{\"action\": \"reset\"}")).hasStatusOk();
            assertThat(web.get().uri(ALL + "/catalog").exchange())
                    .bodyJson()
                    .extractingPath("$.settings.ttl.value")
                    .isEqualTo("PT10M");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ttl", "null-ttl", "max-wait", "jitter", "max-elements", "near.max-ttl", "stale-while-revalidate"
            })
    void refusesAValueThatASettingCannotHave(String setting) {
        run((catalog, web) -> {
            catalog.find(7);
            assertThat(post(web, "{\"action\": \"set\", \"setting\": \"" + setting + "\", \"value\": \"soon?\"}"))
                    .hasStatus(400);
        });
    }

    @Test
    void refusesWhatCannotBeDone() {
        run((catalog, web) -> {
            catalog.find(7);
            assertThat(post(web, "{\"action\": \"explode\"}")).hasStatus(400);
            assertThat(post(web, "{\"action\": \"invalidate-tag\"}")).hasStatus(400);
            assertThat(post(web, "{\"action\": \"invalidate-tag\", \"value\": \"two\\nlines\"}"))
                    .hasStatus(400)
                    .failure()
                    .hasMessageContaining("no control characters");
            URI twoLines = URI.create(ALL + "/catalog/two%0Alines");
            assertThat(web.get().uri(twoLines).exchange())
                    .hasStatus(400)
                    .failure()
                    .hasMessageContaining("no control characters");
            assertThat(web.delete().uri(twoLines).exchange()).hasStatus(400);
            assertThat(post(web, "{\"action\": \"invalidate-pattern\", \"value\": \"[\"}"))
                    .hasStatus(400);
            assertThat(post(web, "{\"action\": \"set\", \"setting\": \"ttl\", \"value\": \"soon\"}"))
                    .hasStatus(400);
            assertThat(post(web, "{\"action\": \"set\", \"setting\": \"key-prefix\", \"value\": \"x\"}"))
                    .hasStatus(400);
            assertThat(post(web, "{\"action\": \"set\", \"setting\": \"near.enabled\", \"value\": \"false\"}"))
                    .hasStatus(400)
                    .failure()
                    .hasMessageContaining("cannot change while it is used");
            assertThat(web.post()
                            .uri(ALL + "/nothing")
                            .contentType(MediaType.APPLICATION_JSON)
                            .content("{\"action\": \"clear\"}")
                            .exchange())
                    .hasStatus(400);
            assertThat(web.get().uri(ALL + "/catalog").exchange())
                    .bodyJson()
                    .extractingPath("$.settings.ttl.value")
                    .isEqualTo("PT10M");
        });
    }

    @Test
    void keysThatWereRemovedAreShownAsPatterns() {
        run((catalog, web) -> {
            catalog.pair(7, "ann");
            web.delete().uri(ALL + "/pairs/7:ann").exchange();
            assertThat(web.get().uri(ALL + "/pairs").exchange())
                    .bodyJson()
                    .isLenientlyEqualTo(
                            "{\"recentRemovals\": [{\"key\": \"#:*\", \"what\": \"key\", \"here\": true}]}");
        });
    }

    @Test
    void keysThatWereRemovedAreShownWholeWhereThatIsWanted() {
        application.withPropertyValues("cachekit.actuator.show-keys=true").run(context -> {
            MockMvcTester web = MockMvcTester.from(context);
            context.getBean(Catalog.class).pair(7, "ann");
            web.delete().uri(ALL + "/pairs/7:ann").exchange();
            assertThat(web.get().uri(ALL + "/pairs").exchange())
                    .bodyJson()
                    .extractingPath("$.recentRemovals[0].key")
                    .isEqualTo("7:ann");
        });
    }

    @Test
    void whoMayOnlyReadChangesNothing() {
        application
                .withPropertyValues("management.endpoint.cachekit.access=READ_ONLY")
                .run(context -> {
                    MockMvcTester web = MockMvcTester.from(context);
                    assertThat(web.get().uri(ALL + "/catalog").exchange()).hasStatusOk();
                    assertThat(post(web, "{\"action\": \"clear\"}")).hasStatus(405);
                    assertThat(posted(web, ALL, "{\"cache\": \"catalog\", \"action\": \"clear\"}"))
                            .hasStatus(405);
                    assertThat(web.delete().uri(ALL + "/catalog/7").exchange()).hasStatus(405);
                    assertThat(web.delete().uri(ALL + "?cache=catalog&key=7").exchange())
                            .hasStatus(405);
                });
    }

    @Test
    void isNotThereUnlessExposed() {
        application
                .withPropertyValues("management.endpoints.web.exposure.include=health")
                .run(context -> assertThat(context).doesNotHaveBean(CacheKitEndpoint.class));
    }
}
