package dev.cachekit.spring.web;

import static dev.cachekit.spring.web.Web.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.annotation.Algorithm;
import dev.cachekit.annotation.RateLimited;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

class ServletLimitsTest extends WebLimitsContract {

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({Endpoints.class, OwnEndpoints.class, Deep.class, Guarded.class})
    static class Application {

        @Bean
        RouterFunction<ServerResponse> functional(Guarded guarded) {
            return RouterFunctions.route()
                    .GET(
                            "/functional",
                            request -> ServerResponse.ok()
                                    .body(guarded.answer(request.param("user").orElseThrow())))
                    .build();
        }

        /** Where Spring Security's filters stand. It has begun to answer before it is refused. */
        @Bean
        FilterRegistrationBean<Filter> filtered(Guarded guarded) {
            FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
                ((HttpServletResponse) response).setHeader("Content-Security-Policy", "default-src 'self'");
                ((HttpServletResponse) response).setHeader("ETag", "\"of-the-answer\"");
                response.getWriter().write(guarded.answer(request.getParameter("user")));
            });
            registration.addUrlPatterns("/filtered");
            registration.setOrder(-100);
            return registration;
        }
    }

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
    void fieldsThatAreSetStayWhenAFilterIsRefused() {
        get("192.0.2.15", "/filtered?user=joe");
        HttpResponse<String> refused = get("192.0.2.15", "/filtered?user=joe");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(header(refused, "RateLimit-Policy")).isEqualTo("\"guarded\";q=1;w=3600");
        assertThat(header(refused, "Content-Security-Policy")).isEqualTo("default-src 'self'");
        assertThat(header(refused, "ETag")).isEmpty();
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
