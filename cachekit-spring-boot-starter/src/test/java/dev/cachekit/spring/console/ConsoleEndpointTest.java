package dev.cachekit.spring.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.CacheKit;
import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.annotation.RateLimited;
import dev.cachekit.annotation.WithLock;
import dev.cachekit.spi.KeyListener;
import dev.cachekit.spi.Observer;
import dev.cachekit.spring.autoconfigure.CacheKitAutoConfiguration;
import dev.cachekit.spring.autoconfigure.CacheKitConsoleAutoConfiguration;
import dev.cachekit.spring.autoconfigure.CacheKitEndpointAutoConfiguration;
import java.util.function.BiConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.jackson.JacksonEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ConsoleEndpointTest {

    private static final String PAGE = "/actuator/cachekitconsole";
    private static final String ACCESS = "management.endpoint.cachekitconsole.access=read-only";

    static class Catalog {

        @CacheAside(cache = "catalog", key = "#id", ttl = "10m")
        public String find(long id) {
            return "item " + id;
        }

        @Invalidate(cache = "catalog", key = "#id")
        public void remove(long id) {}

        @RateLimited(name = "search", permits = 2, per = "1m")
        @WithLock(name = "search", key = "#text")
        public String search(String text) {
            return text;
        }
    }

    private final WebApplicationContextRunner application = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    CacheKitAutoConfiguration.class,
                    CacheKitEndpointAutoConfiguration.class,
                    CacheKitConsoleAutoConfiguration.class,
                    EndpointAutoConfiguration.class,
                    WebEndpointAutoConfiguration.class,
                    JacksonAutoConfiguration.class,
                    JacksonEndpointAutoConfiguration.class,
                    ManagementContextAutoConfiguration.class,
                    DispatcherServletAutoConfiguration.class,
                    WebMvcAutoConfiguration.class))
            .withBean(Catalog.class)
            // as SpringApplication does: words such as read-only become constants
            .withInitializer(
                    context -> context.getEnvironment().setConversionService(new ApplicationConversionService()))
            .withPropertyValues(
                    "management.endpoints.web.exposure.include=*", "cachekit.backend=in-process", "cachekit.app=shop");

    private void run(BiConsumer<Catalog, MockMvcTester> test, String... properties) {
        application
                .withPropertyValues(ACCESS)
                .withPropertyValues(properties)
                .run(context -> test.accept(context.getBean(Catalog.class), MockMvcTester.from(context)));
    }

    @Test
    void isOffUnlessAccessIsGivenAndThenNothingIsCounted() {
        application.run(context -> {
            assertThat(context).doesNotHaveBean(ConsoleEndpoint.class);
            assertThat(context).doesNotHaveBean(KeyListener.class);
            assertThat(context).doesNotHaveBean(Observer.class);
            assertThat(MockMvcTester.from(context).get().uri(PAGE).exchange()).hasStatus(404);
        });
    }

    @Test
    void isOffWithoutExposure() {
        application
                .withPropertyValues(ACCESS, "management.endpoints.web.exposure.include=health")
                .run(context -> assertThat(context).doesNotHaveBean(ConsoleEndpoint.class));
    }

    @Test
    void isOffWhereCacheKitIs() {
        application
                .withPropertyValues(ACCESS, "cachekit.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ConsoleEndpoint.class));
    }

    @Test
    void answersWithThePage() {
        run((catalog, web) -> assertThat(web.get()
                        .uri(PAGE)
                        .accept(MediaType.TEXT_HTML, MediaType.ALL)
                        .exchange())
                .hasStatusOk()
                .hasContentType("text/html;charset=UTF-8")
                .bodyText()
                .isEqualTo(ConsolePage.read().html()));
    }

    @Test
    void showsWhatCachesLimitersAndLocksDid() {
        run((catalog, web) -> {
            catalog.find(7);
            catalog.find(7);
            catalog.search("shoes");
            assertThat(web.get().uri(PAGE + "/snapshot").exchange())
                    .hasStatusOk()
                    .bodyJson()
                    .isLenientlyEqualTo("""
                            {"node": {"app": "shop", "pendingRemovals": 0, "nearBlindMillis": 0},
                             "store": {"backend": "in-process", "answers": true, "breakers": {}},
                             "caches": [{"name": "catalog", "type": "java.lang.String", "ttl": "10m", "near": false,
                                "stats": {"hits": 1, "misses": 1, "loads": 1}, "loads": {"count": 1}}],
                             "limiters": [{"name": "search", "bands": ["2 per 1m, token bucket"], "granted": 1, "refused": {}}],
                             "locks": [{"name": "search", "acquired": 1, "released": 1, "busy": 0, "lost": 0}],
                             "keysShown": false}
                            """);
        });
    }

    @Test
    void namesNoKeyUnlessThatIsAllowed() {
        run((catalog, web) -> {
            LongStream.range(0, 500).forEach(n -> catalog.find(4711));
            catalog.remove(4711);
            assertThat(web.get().uri(PAGE + "/snapshot").exchange())
                    .bodyText()
                    .contains("\"cache\":\"catalog\",\"key\":\"#")
                    .contains("\"kind\":\"key\",\"count\":1,\"what\":\"#")
                    .doesNotContain("4711");
        });
    }

    @Test
    void namesHotKeysAndRemovalsWhereThatIsAllowed() {
        run(
                (catalog, web) -> {
                    LongStream.range(0, 500).forEach(n -> catalog.find(4711));
                    catalog.remove(4711);
                    assertThat(web.get().uri(PAGE + "/snapshot").exchange())
                            .bodyJson()
                            .isLenientlyEqualTo("""
                                    {"hotKeys": [{"cache": "catalog", "key": "4711", "whole": true, "share": 1.0}],
                                     "removals": [{"cache": "catalog", "kind": "key", "count": 1, "what": "4711", "whole": true}]}
                                    """);
                },
                "cachekit.actuator.show-keys=true");
    }

    @Test
    void cutsTheTextsOfLongKeys() {
        String key = "k".repeat(30_000);
        application
                .withPropertyValues(ACCESS, "cachekit.actuator.show-keys=true")
                .run(context -> {
                    context.getBean(CacheKit.class).cache("texts", String.class).invalidate(key);
                    assertThat(MockMvcTester.from(context)
                                    .get()
                                    .uri(PAGE + "/snapshot")
                                    .exchange())
                            .bodyText()
                            .contains("k".repeat(200) + "… (30,000 characters)\",\"whole\":false")
                            .doesNotContain("k".repeat(201));
                });
    }

    /** A row that shows the figures of all others would be believed. */
    @Test
    void aCacheWithoutFiguresOfItsOwnShowsNoneOfOthers() {
        application.withPropertyValues(ACCESS).run(context -> {
            CacheKit kit = context.getBean(CacheKit.class);
            for (int n = 0; n <= ByName.MOST + 1; n++) {
                kit.cache("cache-%03d".formatted(n), String.class).get("k", key -> "v");
            }
            String snapshot = MockMvcTester.from(context)
                    .get()
                    .uri(PAGE + "/snapshot")
                    .exchange()
                    .getResponse()
                    .getContentAsString();
            JsonNode caches = JsonMapper.shared().readTree(snapshot).path("caches");
            assertThat(caches).hasSize(ByName.MOST + 3);
            assertThat(caches)
                    .filteredOn(cache -> cache.path("name").asString().startsWith("cache-"))
                    .hasSize(ByName.MOST + 2)
                    .allSatisfy(cache -> {
                        boolean shared = cache.path("name").asString().compareTo("cache-199") > 0;
                        assertThat(cache.path("shared").asBoolean()).isEqualTo(shared);
                        assertThat(cache.path("loads").path("count").asLong()).isEqualTo(shared ? 0 : 1);
                        assertThat(cache.path("stats").path("loads").asLong()).isEqualTo(1);
                    });
        });
    }

    @Test
    void tellsWhatElseMayBeAsked() {
        run((catalog, web) -> assertThat(web.get().uri(PAGE + "/snapshot").exchange())
                .bodyText()
                .contains("\"cachekit GET cachekit\"", "\"cachekit DELETE cachekit\"", "\"cachekit POST cachekit\""));
        run(
                (catalog, web) -> assertThat(web.get().uri(PAGE + "/snapshot").exchange())
                        .bodyText()
                        .contains("\"cachekit GET inside\"")
                        .doesNotContain("DELETE", "POST"),
                "management.endpoints.web.path-mapping.cachekit=inside",
                "management.endpoints.access.max-permitted=read-only");
    }

    @Test
    void hasNoOtherViews() {
        run((catalog, web) ->
                assertThat(web.get().uri(PAGE + "/other").exchange()).hasStatus(404));
    }

    /** What a page of another site can send in the name of somebody who is logged in. */
    @Test
    void aChangeThatAFormCanSendIsRefused() {
        run((catalog, web) -> {
            catalog.search("shoes");
            for (MediaType form : new MediaType[] {
                MediaType.APPLICATION_FORM_URLENCODED, MediaType.MULTIPART_FORM_DATA, MediaType.TEXT_PLAIN
            }) {
                assertThat(posted(web, "/actuator/cachekitlimiters/search", form, "bands=1 per 1m"))
                        .hasStatus(415);
                assertThat(posted(web, "/actuator/cachekit/catalog", form, "action=clear"))
                        .hasStatus(415);
            }
            assertThat(web.post().uri(PAGE).exchange()).hasStatus(405);
            assertThat(web.get().uri("/actuator/cachekitlimiters/search").exchange())
                    .bodyText()
                    .contains("\"permits\":2");
        });
    }

    private static MvcTestResult posted(MockMvcTester web, String uri, MediaType type, String content) {
        return web.post().uri(uri).contentType(type).content(content).exchange();
    }
}
