package dev.cachekit.spring.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.Band;
import dev.cachekit.CacheKit;
import dev.cachekit.RateLimiter;
import dev.cachekit.annotation.RateLimited;
import dev.cachekit.spring.autoconfigure.CacheKitAutoConfiguration;
import dev.cachekit.spring.autoconfigure.CacheKitEndpointAutoConfiguration;
import java.time.Duration;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.jackson.JacksonEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.actuate.web.WebMvcEndpointManagementContextConfiguration;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The endpoint as operators call it. */
class LimitersEndpointTest {

    private static final String API = "/actuator/cachekitlimiters/api";
    private static final Band BAND = Band.tokenBucket(2, Duration.ofHours(1));

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
            .withPropertyValues("management.endpoints.web.exposure.include=cachekitlimiters");

    private void run(BiConsumer<RateLimiter, MockMvcTester> test) {
        application.run(context ->
                test.accept(context.getBean(CacheKit.class).rateLimiter("api", BAND), MockMvcTester.from(context)));
    }

    @Test
    void showsEachSettingAndWhereItCameFrom() {
        run((api, web) -> assertThat(web.get().uri(API).exchange())
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"bands": {
                           "value": [{"permits": 2, "per": "PT1H", "burst": 2, "algorithm": "token-bucket"}],
                           "source": "CacheKit.rateLimiter(\\"api\\", ..)"},
                         "maxWait": {"value": "PT0S", "source": "built-in"},
                         "onBackendFailure": {"value": "LOCAL", "source": "built-in"},
                         "shadow": {"value": false, "source": "built-in"}}
                        """));
    }

    @Test
    void showsAllByName() {
        run((api, web) -> assertThat(web.get().uri("/actuator/cachekitlimiters").exchange())
                .bodyJson()
                .extractingPath("$.limiters.api.shadow.value")
                .isEqualTo(false));
    }

    @Test
    void changesTheBandsAndTakesThemBack() {
        run((api, web) -> {
            api.tryAcquire("ann", 2);
            assertThat(api.tryAcquire("ann").allowed()).isFalse();
            assertThat(post(web, "{\"bands\": \"10 per 1h, 5000 per 1d sliding-window\"}"))
                    .hasStatusOk()
                    .bodyJson()
                    .extractingPath("$.bands.source")
                    .isEqualTo("actuator/cachekitlimiters");
            assertThat(api.tryAcquire("ann").remaining()).isEqualTo(7);

            assertThat(web.delete().uri(API).exchange()).hasStatusOk();
            assertThat(api.tryAcquire("ann").allowed()).isFalse();
        });
    }

    @Test
    void refusesWhatCannotBeHonoured() {
        run((api, web) -> {
            assertThat(post(web, "{\"bands\": \"0 per 1h\"}")).hasStatus(400);
            assertThat(post(web, "{\"bands\": \"1 per 60\"}")).hasStatus(400);
            assertThat(post(web, "{\"bands\": \"1 per 1h leaky-bucket\"}")).hasStatus(400);
            assertThat(post(web, "{\"bands\": \"\"}")).hasStatus(400);
            assertThat(api.tryAcquire("ann").remaining()).isEqualTo(1);
        });
    }

    /** A method that always takes two permits. */
    static class Dear {
        @RateLimited(name = "api", cost = "2")
        public void call() {}
    }

    @Test
    void bandsThatNeverGrantAKnownCostAreRefused() {
        application
                .withBean(Dear.class)
                .withPropertyValues(
                        "cachekit.rate-limiters.api.bands[0].permits=2", "cachekit.rate-limiters.api.bands[0].per=1h")
                .run(context -> {
                    MockMvcTester web = MockMvcTester.from(context);
                    assertThat(post(web, "{\"bands\": \"1 per 1h\"}"))
                            .hasStatus(400)
                            .failure()
                            .hasMessageContainingAll("Dear#call()", "at once, 1 by actuator", "but was 2; take fewer");
                    assertThat(web.get().uri(API).exchange())
                            .bodyJson()
                            .extractingPath("$.bands.source")
                            .isEqualTo("cachekit.rate-limiters.api.bands");
                });
    }

    @Test
    void aChangeThatCannotBeTakenBackStays() {
        application
                .withInitializer(context -> TestPropertyValues.of(
                                "cachekit.rate-limiters.api.bands[0].permits=2",
                                "cachekit.rate-limiters.api.bands[0].per=1h")
                        .applyTo(context.getEnvironment(), TestPropertyValues.Type.MAP, "limits"))
                .run(context -> {
                    MockMvcTester web = MockMvcTester.from(context);
                    context.getBean(CacheKit.class).rateLimiter("api");
                    post(web, "{\"bands\": \"3 per 1h\"}");
                    context.getEnvironment().getPropertySources().remove("limits");
                    context.publishEvent(new EnvironmentChangeEvent(Set.of()));

                    assertThat(web.delete().uri(API).exchange())
                            .hasStatus(400)
                            .failure()
                            .hasMessageContainingAll("rate limiter 'api'", "none any more", "at least one band");
                    assertThat(web.get().uri(API).exchange())
                            .bodyJson()
                            .extractingPath("$.bands.source")
                            .isEqualTo("actuator/cachekitlimiters");
                });
    }

    @Test
    void nobodyIsFoundByAWrongName() {
        run((api, web) -> {
            assertThat(web.get().uri(API + "x").exchange()).hasStatus(404);
            assertThat(web.delete().uri(API + "x").exchange()).hasStatus(400);
        });
    }

    @Test
    void isNotThereUnlessItIsExposed() {
        new WebApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(CacheKitAutoConfiguration.class, CacheKitEndpointAutoConfiguration.class))
                .run(context -> assertThat(context).doesNotHaveBean(LimitersEndpoint.class));
    }

    private static MvcTestResult post(MockMvcTester web, String body) {
        return web.post()
                .uri(API)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }
}
