package dev.cachekit.spring.autoconfigure;

import java.util.Objects;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Starts applications that have nothing but CacheKit. */
final class Starts {

    private Starts() {}

    static ApplicationContextRunner with(String... properties) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(CacheKitAutoConfiguration.class))
                .withPropertyValues(properties);
    }

    /** The text of the innermost cause of a failed start. */
    static String refusal(String... properties) {
        StringBuilder text = new StringBuilder();
        with(properties).run(context -> text.append(refusal(context)));
        return text.toString();
    }

    static String refusal(AssertableApplicationContext context) {
        Throwable failure = context.getStartupFailure();
        if (failure == null) {
            return "the start succeeded";
        }
        while (failure.getCause() != null) {
            failure = failure.getCause();
        }
        return Objects.toString(failure.getMessage());
    }
}
