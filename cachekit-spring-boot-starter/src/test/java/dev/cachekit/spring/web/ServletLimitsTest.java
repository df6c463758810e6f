package dev.cachekit.spring.web;

import static dev.cachekit.spring.web.Web.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.annotation.Algorithm;
import dev.cachekit.annotation.RateLimited;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

class ServletLimitsTest extends WebLimitsContract {

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({Endpoints.class, OwnEndpoints.class, Deep.class})
    static class Application {}

    @RestController
    static class OwnEndpoints {

        private final Deep deep;

        OwnEndpoints(Deep deep) {
            this.deep = deep;
        }

        @GetMapping("/by-client")
        public String byClient() {
            return deep.byClient();
        }

        @GetMapping("/by-header")
        public String byHeader() {
            return deep.byHeader();
        }
    }

    /** Not a controller: a limit may stand anywhere below one. */
    static class Deep {

        @RateLimited(
                name = "client",
                key = "@requestKeys.clientIp()",
                permits = 1,
                per = "1h",
                algorithm = Algorithm.FIXED_WINDOW)
        public String byClient() {
            return "client";
        }

        @RateLimited(
                name = "header",
                key = "@requestKeys.header('X-Api-Key')",
                permits = 1,
                per = "1h",
                algorithm = Algorithm.FIXED_WINDOW)
        public String byHeader() {
            return "header";
        }
    }

    @Override
    WebApplicationType type() {
        return WebApplicationType.SERVLET;
    }

    @Override
    Class<?> application() {
        return Application.class;
    }

    @Test
    void anAnnotatedMethodShowsWhatIsLeft() {
        HttpResponse<String> allowed = get("192.0.2.5", "/limited?user=bob");
        assertThat(allowed.body()).isEqualTo("answer for bob");
        assertThat(header(allowed, "RateLimit-Policy")).isEqualTo("\"endpoint\";q=2;w=3600");
        assertThat(header(allowed, "RateLimit")).startsWith("\"endpoint\";r=1;t=");
        get("192.0.2.5", "/limited?user=bob");
        assertThat(header(get("192.0.2.5", "/limited?user=bob"), "RateLimit")).startsWith("\"endpoint\";r=0;t=");
    }

    @Test
    void aKeyMayBeTheClient() {
        assertThat(get("198.51.100.7", "/by-client").statusCode()).isEqualTo(200);
        assertThat(get("198.51.100.7", "/by-client").statusCode()).isEqualTo(429);
        assertThat(get("198.51.100.8", "/by-client").statusCode()).isEqualTo(200);
    }

    @Test
    void aKeyMayBeAHeader() {
        assertThat(get("192.0.2.6", "/by-header", "X-Api-Key", "a").statusCode())
                .isEqualTo(200);
        assertThat(get("192.0.2.6", "/by-header", "X-Api-Key", "a").statusCode())
                .isEqualTo(429);
        assertThat(get("192.0.2.6", "/by-header", "X-Api-Key", "b").statusCode())
                .isEqualTo(200);
    }
}
