package dev.cachekit.steps;

import dev.cachekit.steps.app.Home;
import dev.cachekit.steps.app.People;
import dev.cachekit.steps.app.Posts;
import dev.cachekit.steps.app.Step;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.UUID;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Runs a load against the application as it is after a step, on a database and on keys of its own. */
final class Stage {

    private Stage() {}

    /** Not a {@code @SpringBootConfiguration}: the sample beside it has the one. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        static Statements statements() {
            return new Statements();
        }
    }

    /**
     * Starts, measures, and stops.
     *
     * @param way how long the way to the database holds each statement up
     */
    static Figures measured(Step step, Load load, Duration way) {
        try (ConfigurableApplicationContext context = started(step)) {
            Home home = new Home(context.getBean(People.class), context.getBean(Posts.class), step.names());
            Village.settle(context.getBean(JdbcClient.class));
            load.prepare(home);
            return run(load, home, context.getBean(Statements.class), way);
        }
    }

    private static Figures run(Load load, Home home, Statements statements, Duration way) {
        Reads reads = new Reads(home);
        statements.holdUp(way);
        long before = statements.sent();
        load.run(reads);
        long sent = statements.sent() - before;
        return new Figures(sent, reads.p99(), reads.hasChecked() ? OptionalInt.of(reads.old()) : OptionalInt.empty());
    }

    /** On a busy machine Redis may be slow: the time limits are wide, so that the statements are the same all the same. */
    private static ConfigurableApplicationContext started(Step step) {
        String name = "steps-" + UUID.randomUUID();
        return new SpringApplicationBuilder(Application.class)
                .sources(step.beans())
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .run(
                        "--spring.datasource.url=jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1",
                        "--cachekit.app=" + name,
                        "--cachekit.redis.command-timeout=10s",
                        "--cachekit.redis.deadline=20s",
                        "--cachekit.circuit-breaker.slow-call=10s",
                        "--logging.level.root=error");
    }
}
