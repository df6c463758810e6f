package dev.cachekit.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.RateLimitExceededException;
import dev.cachekit.annotation.RateLimited;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.tomcat.reactive.TomcatReactiveWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What becomes of refusals if the application has advice of its own. It says nothing of an order. */
class OwnAnswerTest {

    @RestController
    static class Limited {

        @GetMapping("/limited")
        @RateLimited(name = "limited", permits = 1, per = "1h")
        public String limited() {
            return "limited";
        }
    }

    @ControllerAdvice
    static class ForRefusals {

        @ExceptionHandler(RateLimitExceededException.class)
        ResponseEntity<String> refused() {
            return ResponseEntity.status(418).body("of the application");
        }
    }

    @ControllerAdvice
    static class ForWhateverComes {

        @ExceptionHandler(Exception.class)
        ResponseEntity<String> failed() {
            return ResponseEntity.status(500).body("of the application");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({Limited.class, ForRefusals.class})
    static class Servlet {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({Limited.class, ForRefusals.class})
    static class Reactive {

        @Bean
        TomcatReactiveWebServerFactory server() {
            return new TomcatReactiveWebServerFactory();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({Limited.class, ForWhateverComes.class})
    static class CatchesAll {}

    static Stream<Arguments> applications() {
        return Stream.of(
                Arguments.of(WebApplicationType.SERVLET, Servlet.class, 418),
                Arguments.of(WebApplicationType.REACTIVE, Reactive.class, 418),
                Arguments.of(WebApplicationType.SERVLET, CatchesAll.class, 429));
    }

    /** Of a controller, and of a limit of a path, which no controller has seen. */
    @ParameterizedTest
    @MethodSource("applications")
    void adviceForRefusalsWinsAndAdviceForAllThingsDoesNot(WebApplicationType type, Class<?> application, int status) {
        try (Web web = Web.start(
                type,
                application,
                "cachekit.backend=in-process",
                "cachekit.rate-limiters.path.bands[0].permits=1",
                "cachekit.rate-limiters.path.bands[0].per=1h",
                "cachekit.web.rate-limits[0].path=/elsewhere",
                "cachekit.web.rate-limits[0].limiter=path")) {
            for (String path : new String[] {"/limited", "/elsewhere"}) {
                web.get(path);
                HttpResponse<String> refused = web.get(path);
                assertThat(refused.statusCode()).as(path).isEqualTo(status);
                assertThat(refused.body().equals("of the application")).as(path).isEqualTo(status == 418);
            }
        }
    }
}
