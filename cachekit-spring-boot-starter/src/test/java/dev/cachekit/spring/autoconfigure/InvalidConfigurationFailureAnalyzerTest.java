package dev.cachekit.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.NotAvailableYetException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

@ExtendWith(OutputCaptureExtension.class)
class InvalidConfigurationFailureAnalyzerTest {

    private final StandardEnvironment environment = new StandardEnvironment();

    @Test
    void tellsPlaceRuleValueAndRemedy() {
        InvalidConfigurationException failure = new InvalidConfigurationException(
                "@CacheAside on Feed#page(long)", "PT0S", "ttl must be positive", "set ttl");
        FailureAnalysis analysis = analyze(failure);
        assertThat(analysis.getDescription())
                .isEqualTo("@CacheAside on Feed#page(long): ttl must be positive but was PT0S.");
        assertThat(analysis.getAction()).isEqualTo("Set ttl.");
    }

    @Test
    void tellsWhatIsNotAvailableYet() {
        FailureAnalysis analysis = analyze(new NotAvailableYetException("cachekit.rules", "rules", "remove it"));
        assertThat(analysis.getDescription()).isEqualTo("cachekit.rules: rules is not available yet.");
    }

    @Test
    void findsTheMistakeWithinOtherFailures() {
        InvalidConfigurationException cause =
                new InvalidConfigurationException("cachekit.app", "{", "app must be good", "correct it");
        assertThat(analyze(new IllegalStateException(new RuntimeException(cause)))
                        .getCause())
                .isSameAs(cause);
    }

    @Test
    void leavesOtherFailuresToOthers() {
        assertThat(new InvalidConfigurationFailureAnalyzer(environment).analyze(new IllegalStateException()))
                .isNull();
    }

    @Test
    void isWhatAFailedStartPrints(CapturedOutput output) {
        SpringApplication application = new SpringApplication(Application.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setDefaultProperties(Map.of("cachekit.redis.command-timeout", "fast"));
        try {
            application.run().close();
        } catch (RuntimeException refused) {
            // printed
        }
        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("cachekit.redis.command-timeout")
                .contains(": command-timeout must be a duration but was fast.")
                .contains("Write it like 500ms, 30s, 5m or PT5M.");
    }

    private FailureAnalysis analyze(Throwable failure) {
        environment.getPropertySources().addFirst(new MapPropertySource("test", Map.of()));
        return new InvalidConfigurationFailureAnalyzer(environment).analyze(failure);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(
            excludeName = {
                "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
                "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration"
            })
    static class Application {}
}
