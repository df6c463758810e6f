package dev.cachekit.benchmarks.performance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.Band;
import dev.cachekit.benchmarks.contender.BenchmarkRedis;
import dev.cachekit.benchmarks.contender.Catalog;
import dev.cachekit.benchmarks.contender.Contender;
import dev.cachekit.benchmarks.contender.InSpring;
import dev.cachekit.benchmarks.contender.NearContender;
import dev.cachekit.benchmarks.contender.RedisContender;
import dev.cachekit.benchmarks.limit.LimitContender;
import dev.cachekit.benchmarks.lock.LockContender;
import dev.cachekit.redisson.testing.RedisServer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A figure without meters would not be CacheKit's. Codecs have none. */
class MetersOfContendersTest {

    private static RedisServer redis;

    @BeforeAll
    static void startRedis() {
        redis = RedisServer.start();
        System.setProperty(BenchmarkRedis.PROPERTY, redis.url());
    }

    @AfterAll
    static void stopRedis() {
        System.clearProperty(BenchmarkRedis.PROPERTY);
        redis.close();
    }

    static Stream<Contender> contendersOfCacheKit() {
        return Scenarios.all().stream()
                .filter(scenario -> scenario.kind() != Scenario.Kind.CODEC)
                .flatMap(scenario -> scenario.contenders().stream())
                .map(Contender.class::cast)
                .filter(contender -> contender.label().startsWith(Scenarios.CACHEKIT))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("contendersOfCacheKit")
    void everyCallOfCacheKitIsMetered(Contender contender) throws Exception {
        try (AutoCloseable system = started(contender)) {
            MeterRegistry meters = ((InSpring) system).context().getBean(MeterRegistry.class);
            double before = counted(meters);

            call(system);

            assertThat(counted(meters)).isGreaterThan(before);
        }
    }

    private static AutoCloseable started(Contender contender) {
        if (contender instanceof NearContender near) {
            return near.start();
        }
        if (contender instanceof RedisContender onRedis) {
            return onRedis.start();
        }
        if (contender instanceof LimitContender limiter) {
            return limiter.start(Band.tokenBucket(100, Duration.ofSeconds(1)));
        }
        return ((LockContender) contender).start();
    }

    private static void call(AutoCloseable system) {
        if (system instanceof Catalog catalog) {
            catalog.find(1_000_000L);
        } else if (system instanceof LimitContender.Limiter limiter) {
            limiter.take();
        } else {
            ((LockContender.Mutex) system).holdForNothing();
        }
    }

    /** How often the calls of the three features were counted, whose meters are at zero or missing before. */
    private static double counted(MeterRegistry meters) {
        return Stream.of("cachekit.gets", "cachekit.limiter.decisions", "cachekit.lock.waits")
                .flatMap(name -> meters.find(name).meters().stream())
                .map(Meter::measure)
                .flatMap(measured -> StreamSupport.stream(measured.spliterator(), false))
                .mapToDouble(measurement -> measurement.getValue())
                .sum();
    }
}
