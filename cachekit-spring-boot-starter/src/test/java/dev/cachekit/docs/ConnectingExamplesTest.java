package dev.cachekit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.CacheKit;
import dev.cachekit.docs.ConnectingExamples.Announcement;
import dev.cachekit.docs.ConnectingExamples.Customizers;
import dev.cachekit.docs.ConnectingExamples.Tokens;
import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.spring.autoconfigure.CacheKitAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ConnectingExamplesTest {

    @Test
    void anAnnouncedServerIsUsedWithTheTokenOfTheMoment() {
        try (RedisServer server = RedisServer.startLocal("user shop on >today ~* &* +@all")) {
            new ApplicationContextRunner()
                    .withConfiguration(AutoConfigurations.of(CacheKitAutoConfiguration.class))
                    .withUserConfiguration(Announcement.class, Customizers.class)
                    .withBean(RedisServer.class, () -> server)
                    .withBean(Tokens.class, () -> new Tokens("today"))
                    .withPropertyValues("cachekit.redis.command-timeout=5s", "cachekit.redis.deadline=10s")
                    .run(context -> {
                        assertThat(context.getBean(CacheKit.class)
                                        .counter("views")
                                        .increment())
                                .isEqualTo(1);
                        assertThat(String.valueOf(server.send("CLIENT", "LIST")))
                                .contains(" user=shop ");
                    });
        }
    }
}
