package dev.cachekit.sample.feed;

import dev.cachekit.RateLimitExceededException;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.annotation.RateLimited;
import dev.cachekit.sample.jobs.JobQueue;
import dev.cachekit.sample.profile.Profile;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Publishes posts. */
@Service
public class PostWriter {

    private static final String INSERT =
            "insert into post (author_id, body, created_at) values (:author, :body, :createdAt)";

    private final JdbcClient jdbc;
    private final JobQueue jobs;
    private final FanOutJob fanOut;
    private final Clock clock;

    PostWriter(JdbcClient jdbc, JobQueue jobs, FanOutJob fanOut, Clock clock) {
        this.jdbc = jdbc;
        this.jobs = jobs;
        this.fanOut = fanOut;
        this.clock = clock;
    }

    /**
     * Publishes a post and returns it as every reader will see it. Whoever asked for its number too early has left
     * "there is no such post" in the cache, hence the second invalidation. Followers are told in the background.
     *
     * @throws RateLimitExceededException if the author publishes too often; nothing is published then
     */
    @RateLimited(name = "posting", key = "#author.id", permits = 60, per = "1m")
    @Transactional
    @Invalidate(cache = "newest-posts", key = "#author.id")
    @Invalidate(cache = "posts", key = "#result.id")
    public PostView publish(Profile author, String body) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        jdbc.sql(INSERT)
                .param("author", author.id())
                .param("body", body)
                .param("createdAt", now.atOffset(ZoneOffset.UTC))
                .update(key, "id");
        long id = Objects.requireNonNull(key.getKey()).longValue();
        jobs.submit(fanOut, Long.toString(id), new PostPublished(id, author.id()));
        return new PostView(id, author.id(), author.handle(), body, now);
    }
}
