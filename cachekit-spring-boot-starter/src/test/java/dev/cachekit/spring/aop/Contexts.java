package dev.cachekit.spring.aop;

import dev.cachekit.InvalidConfigurationException;
import java.util.function.Consumer;
import org.assertj.core.api.Assertions;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Starts contexts with the in-process backend. */
final class Contexts {

    private Contexts() {}

    static ApplicationContextRunner with(Class<?>... beans) {
        ApplicationContextRunner runner =
                new ApplicationContextRunner().withUserConfiguration(EngineConfiguration.class);
        for (Class<?> bean : beans) {
            runner = runner.withUserConfiguration(bean);
        }
        return runner;
    }

    static <T> void run(Class<T> bean, Consumer<T> test) {
        with(bean).run(context -> test.accept(context.getBean(bean)));
    }

    /** The start fails, and says so in one message with all the parts. */
    static void refuses(ApplicationContextRunner runner, String... parts) {
        runner.run(context -> assertRefused(context, parts));
    }

    private static void assertRefused(AssertableApplicationContext context, String... parts) {
        Throwable failure = context.getStartupFailure();
        Assertions.assertThat(failure).as("start-up failure").isNotNull();
        while (!(failure instanceof InvalidConfigurationException) && failure.getCause() != null) {
            failure = failure.getCause();
        }
        Assertions.assertThat(failure).isInstanceOf(InvalidConfigurationException.class);
        Assertions.assertThat(failure.getMessage()).contains(parts);
    }
}
