package dev.cachekit.spring.web;

import static dev.cachekit.spring.web.Web.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.annotation.Algorithm;
import dev.cachekit.annotation.RateLimited;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.tomcat.reactive.TomcatReactiveWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class ReactiveLimitsTest extends WebLimitsContract {

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({Endpoints.class, Guarded.class, Publishing.class})
    static class Application {

        /** On Netty a keep-alive connection stalls now and then, without any of our beans: Reactor Netty 1.3.7, Netty 4.2.17. */
        @Bean
        TomcatReactiveWebServerFactory server() {
            return new TomcatReactiveWebServerFactory();
        }

        @Bean
        RouterFunction<ServerResponse> functional(Guarded guarded) {
            return RouterFunctions.route()
                    .GET(
                            "/functional",
                            request -> answer(
                                            guarded, request.queryParam("user").orElseThrow())
                                    .flatMap(answer -> ServerResponse.ok().bodyValue(answer)))
                    .build();
        }

        @Bean
        WebFilter filtered(Guarded guarded) {
            return (exchange, chain) -> exchange.getRequest().getPath().value().equals("/filtered")
                    ? answer(guarded, exchange.getRequest().getQueryParams().getFirst("user"))
                            .flatMap(answer -> write(answer, exchange.getResponse()))
                    : chain.filter(exchange);
        }

        private static Mono<String> answer(Guarded guarded, String user) {
            return Mono.fromCallable(() -> guarded.answer(user)).subscribeOn(Schedulers.boundedElastic());
        }

        private static Mono<Void> write(String text, ServerHttpResponse response) {
            return response.writeWith(Mono.just(response.bufferFactory().wrap(text.getBytes(StandardCharsets.UTF_8))));
        }
    }

    @RestController
    static class Publishing {

        @GetMapping("/api/published")
        @RateLimited(name = "published", key = "#user", permits = 2, per = "1h", algorithm = Algorithm.FIXED_WINDOW)
        public Mono<String> published(@RequestParam("user") String user) {
            return Mono.just("answer for " + user);
        }
    }

    @Test
    void theResponseToACallOfAMethodThatPublishesShowsItsLimitBesideThatOfThePath() {
        HttpResponse<String> allowed = get("192.0.2.90", "/api/published?user=ann");
        assertThat(header(allowed, "RateLimit-Policy")).isEqualTo("\"paths\";q=2;w=3600, \"published\";q=2;w=3600");
        assertThat(header(allowed, "RateLimit")).startsWith("\"paths\";r=1;t=").contains("\"published\";r=1;t=");
        get("192.0.2.91", "/api/published?user=ann");
        HttpResponse<String> refused = get("192.0.2.92", "/api/published?user=ann");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(header(refused, "RateLimit")).contains("\"published\";r=0;t=");
    }

    @Override
    WebApplicationType type() {
        return WebApplicationType.REACTIVE;
    }

    @Override
    Class<?> application() {
        return Application.class;
    }
}
