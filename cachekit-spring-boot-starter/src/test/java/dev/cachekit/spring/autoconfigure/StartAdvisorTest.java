package dev.cachekit.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.CacheAdmin;
import dev.cachekit.annotation.CacheAside;
import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.spring.aop.finding.Finding;
import dev.cachekit.spring.aop.finding.FindingKind;
import dev.cachekit.spring.aop.finding.Findings;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What the start advises, on real servers. */
@ExtendWith(OutputCaptureExtension.class)
class StartAdvisorTest {

    static class Catalog {
        @CacheAside(cache = "catalog", ttl = "forever")
        public String find(long id) {
            return "item";
        }
    }

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(CacheKitAutoConfiguration.class))
            .withPropertyValues("cachekit.app=shop")
            .withBean(Catalog.class);

    private static List<FindingKind> kinds(Findings findings) {
        return findings.all().stream().map(Finding::kind).toList();
    }

    @Test
    void advisesOnHowRedisIsRunWithOneLineEach(CapturedOutput output) {
        try (RedisServer server = RedisServer.start("maxmemory 64mb", "maxmemory-policy allkeys-lru")) {
            application.withPropertyValues("cachekit.redis.url=" + server.url()).run(context -> {
                Findings findings = context.getBean(Findings.class);
                Awaitility.await().until(() -> kinds(findings).contains(FindingKind.UNPROTECTED_WRITES));

                assertThat(kinds(findings))
                        .contains(FindingKind.EVICTION_POLICY, FindingKind.NO_EXPIRY)
                        .doesNotContain(
                                FindingKind.NO_MEMORY_LIMIT, FindingKind.CLOCKS_APART, FindingKind.SHARED_PREFIX);
                assertThat(output.getOut().lines().filter(line -> line.contains("allkeys-lru")))
                        .singleElement()
                        .satisfies(line -> assertThat(line).contains("WARN", "docs/production-redis.md#memory"));
            });
        }
    }

    @Test
    void aUserWhoMayNotAskIsNotToldOfIt(CapturedOutput output) {
        try (RedisServer server = RedisServer.start()) {
            server.send("ACL", "SETUSER", "shop", "on", ">secret", "~*", "&*", "+@all", "-info", "-config");
            application
                    .withPropertyValues(
                            "cachekit.redis.url=" + server.url(),
                            "cachekit.redis.username=shop",
                            "cachekit.redis.password=secret")
                    .run(context -> {
                        Awaitility.await()
                                .until(() -> !String.valueOf(server.send("ACL", "LOG"))
                                        .equals("[]"));
                        assertThat(context).hasNotFailed();
                        assertThat(output).doesNotContain("maxmemory").doesNotContain("StartAdvisor");
                    });
        }
    }

    @Test
    void canBeSwitchedOff() {
        application
                .withPropertyValues("cachekit.backend=in-process", "cachekit.advisor.enabled=false")
                .run(context ->
                        assertThat(kinds(context.getBean(Findings.class))).doesNotContain(FindingKind.NO_EXPIRY));
    }

    @Test
    void inOneProcessThereIsNothingToAdviseOnRedis() {
        application.withPropertyValues("cachekit.backend=in-process").run(context -> {
            assertThat(kinds(context.getBean(Findings.class))).contains(FindingKind.NO_EXPIRY);
            assertThat(context.getBean(CacheAdmin.class).serverInfo().mode()).isEqualTo("in-process");
        });
    }
}
