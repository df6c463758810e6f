package dev.cachekit.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.redisson.testing.RedisServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A process is killed in the middle of a load. */
class LeaderDeathTest {

    private static final Duration LEASE = Duration.ofSeconds(5);

    /** A machine that other work shares may stand still for a moment. The printed figure is without it. */
    private static final Duration NOISE = Duration.ofMillis(400);

    private RedisServer redis;
    private NodeProcess leader;
    private NodeProcess waiter;

    @BeforeEach
    void start() {
        redis = RedisServer.start();
        leader = NodeProcess.start(redis.url());
        waiter = NodeProcess.start(redis.url());
    }

    @AfterEach
    void stop() {
        leader.close();
        waiter.close();
        redis.close();
    }

    @Test
    void anotherCallerTakesOverWithinTheLeaseAndNothingStaysForEver() {
        leader.send("get key lost 60000");
        leader.awaitLoading();
        waiter.send("get key found 10");
        long killed = System.nanoTime();
        leader.kill();

        String[] answer = waiter.answer().split(" ");

        Duration tookOver = Duration.ofNanos(Long.parseLong(answer[2]) - killed);
        System.out.printf(
                "leader killed: taken over after %d ms, lease %d ms%n", tookOver.toMillis(), LEASE.toMillis());
        assertThat(answer[0]).isEqualTo("found_of_key");
        assertThat(answer[1]).isEqualTo("1");
        assertThat(tookOver).isLessThan(LEASE.plus(NOISE));
        assertThat(keysWithoutTtl()).isEmpty();
    }

    private List<String> keysWithoutTtl() {
        return redis.keys().stream()
                .filter(key -> Long.valueOf(-1).equals(redis.send("TTL", key)))
                .toList();
    }
}
