package dev.cachekit.sample.demo;

import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.LockSupport;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** An operation that takes its time. */
@Service
public class SlowReports {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Duration slowness;

    SlowReports(JdbcClient jdbc, Clock clock, @Value("${sample.demo.slowness:500ms}") Duration slowness) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.slowness = slowness;
    }

    /** Counts the posts of a user, slowly; of all users for 0. */
    @CacheAside(cache = "slow-reports", key = "#userId", ttl = "5m")
    public SlowReport of(long userId) {
        long end = System.nanoTime() + slowness.toNanos();
        long posts = jdbc.sql("select count(*) from post where :user = 0 or author_id = :user")
                .param("user", userId)
                .query(Long.class)
                .single();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
        return new SlowReport(userId, posts, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    @Invalidate(cache = "slow-reports", key = "#userId")
    public void forget(long userId) {}

    @Invalidate(cache = "slow-reports", all = true)
    public void forgetAll() {}
}
