package dev.cachekit.spring.aop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** The whole of a Spring Boot application: auto-configuration, a database, and annotations. */
@ExtendWith(OutputCaptureExtension.class)
class BootApplicationTest {

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Counters.class)
    static class Application {}

    static class Counters {

        private final JdbcClient jdbc;
        private final AtomicInteger queries = new AtomicInteger();

        Counters(JdbcClient jdbc) {
            this.jdbc = jdbc;
        }

        @CacheAside(cache = "counter", ttl = "5m")
        public int query(int start) {
            queries.incrementAndGet();
            return jdbc.sql("select cast(? as int)")
                    .param(start)
                    .query(Integer.class)
                    .single();
        }

        @Transactional
        @Invalidate("counter")
        public void reset(int start) {}

        int queries() {
            return queries.get();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Wrong.class)
    static class WrongApplication {}

    static class Wrong {
        @CacheAside(cache = "counter", key = "#nobody")
        public int query(int start) {
            return start;
        }
    }

    private static ConfigurableApplicationContext start(Class<?> application) {
        return new SpringApplicationBuilder(application)
                .web(WebApplicationType.NONE)
                .properties("cachekit.backend=in-process", "cachekit.app=boot")
                .run();
    }

    @Test
    void cachesWithNothingButTheStarterAndMakesNoBeanTooEarly(CapturedOutput output) {
        try (ConfigurableApplicationContext context = start(Application.class)) {
            Counters counters = context.getBean(Counters.class);
            assertThat(counters.query(1)).isEqualTo(counters.query(1));
            assertThat(counters.queries()).isEqualTo(1);
            counters.reset(1);
            counters.query(1);
            assertThat(counters.queries()).isEqualTo(2);
        }
        assertThat(output).doesNotContain("is not eligible for getting processed");
    }

    @Test
    void saysInPlainWordsWhyTheStartWasRefused(CapturedOutput output) {
        assertThatThrownBy(() -> start(WrongApplication.class)).isInstanceOf(Exception.class);
        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("@CacheAside on Wrong#query(int)")
                .contains("key uses #nobody, which is no parameter")
                .contains("Use one of #start");
    }
}
