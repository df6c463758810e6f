package dev.cachekit.sample.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

@ExtendWith(OutputCaptureExtension.class)
class EmbeddedRedisInitializerTest {

    private final AtomicInteger asked = new AtomicInteger();

    @Test
    @EnabledOnOs(OS.LINUX)
    void serverLivesAsLongAsTheContext() {
        GenericApplicationContext context = context(Map.of());
        new EmbeddedRedisInitializer().initialize(context);
        context.refresh();
        EmbeddedRedis redis = context.getBean(EmbeddedRedis.class);
        assertThat(context.getEnvironment().getProperty("cachekit.redis.url")).isEqualTo(redis.url());
        assertThat(ProcessHandle.of(redis.pid())).isPresent();

        context.close();

        assertThat(ProcessHandle.of(redis.pid())).isEmpty();
        assertThat(redis.folder()).doesNotExist();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void serverEndsWhenTheContextFailsToStart() {
        GenericApplicationContext context = context(Map.of());
        new EmbeddedRedisInitializer().initialize(context);
        EmbeddedRedis redis = (EmbeddedRedis) context.getBeanFactory().getSingleton("embeddedRedis");
        context.registerBean("broken", String.class, () -> {
            throw new IllegalStateException("broken on purpose");
        });

        assertThat(catchThrowable(context::refresh)).rootCause().hasMessage("broken on purpose");

        assertThat(ProcessHandle.of(redis.pid())).isEmpty();
        assertThat(redis.folder()).doesNotExist();
    }

    @Test
    void inProcessBackendTakesThePlaceOfAServerThatCannotRun(CapturedOutput output) {
        GenericApplicationContext context = context(Map.of());

        unavailable().initialize(context);

        assertThat(context.getEnvironment().getProperty("cachekit.backend")).isEqualTo("in-process");
        assertThat(context.getEnvironment().getProperty("cachekit.redis.url")).isNull();
        assertThat(output).contains("No embedded Redis server here (no program for this system)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "REDIS_URL=redis://localhost:1",
                "CACHEKIT_REDIS_URL=redis://localhost:1",
                "cachekit.redis.url=redis://localhost:1",
                "cachekit.redis.config=classpath:redisson.yaml",
                "cachekit.redis.cluster.nodes[0]=redis://localhost:1",
                "cachekit.redis.sentinel.master=m",
                "cachekit.backend=redis",
                "cachekit.backend=in-process",
                "cachekit.enabled=false",
                "spring.data.redis.host=localhost"
            })
    void nothingStartsWhereTheUserHasChosen(String property) {
        String[] nameAndValue = property.split("=", 2);
        GenericApplicationContext context = context(Map.of(nameAndValue[0], nameAndValue[1]));

        unavailable().initialize(context);

        assertThat(asked).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cachekit.backend=auto", "cachekit.enabled=true", "cachekit.redis.pool-size=4"})
    void otherSettingsAreNoChoice(String property) {
        String[] nameAndValue = property.split("=", 2);

        unavailable().initialize(context(Map.of(nameAndValue[0], nameAndValue[1])));

        assertThat(asked).hasValue(1);
    }

    private EmbeddedRedisInitializer unavailable() {
        return new EmbeddedRedisInitializer(folder -> {
            asked.incrementAndGet();
            throw new IOException("no program for this system");
        });
    }

    private static GenericApplicationContext context(Map<String, Object> properties) {
        GenericApplicationContext context = new GenericApplicationContext();
        StandardEnvironment environment = new StandardEnvironment();
        // What the machine that runs the test happens to have set must not decide it.
        environment.getPropertySources().remove(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
        environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
        context.setEnvironment(environment);
        return context;
    }
}
