package dev.cachekit.sample.session;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.redisson.client.RedisException;
import org.springframework.core.io.ClassPathResource;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.ValueOperations;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.session.MapSession;

/**
 * Sessions in Redis: each is one string, written by one command together with its end. Of one that has been ended a mark is
 * left in its place, which a node that was cut off for up to a day finds when it comes back.
 */
final class RedisSessionStore implements SessionStore {

    private static final Duration MARK = Duration.ofHours(1);
    static final Duration ENDED_MARK = Duration.ofDays(1);
    private static final String ENDED = "ended";
    private static final RedisScript<Long> SAVE =
            RedisScript.of(new ClassPathResource("save.lua", RedisSessionStore.class), Long.class);

    private final StringRedisTemplate redis;
    private final String prefix;
    private final String mark;
    private final SessionText text = new SessionText();

    RedisSessionStore(StringRedisTemplate redis, String app) {
        this.redis = redis;
        this.prefix = app + ":session:";
        this.mark = app + ":session-node:" + UUID.randomUUID();
    }

    @Override
    public Optional<MapSession> find(String id) {
        return ask(values -> Optional.ofNullable(values.get(prefix + id)))
                .filter(found -> !found.equals(ENDED))
                .map(found -> text.read(id, found));
    }

    @Override
    public boolean save(MapSession session) {
        return save(session, "any");
    }

    @Override
    public boolean saveIfThere(MapSession session) {
        return save(session, "some");
    }

    @Override
    public boolean saveIfGone(MapSession session) {
        return save(session, "none");
    }

    private boolean save(MapSession session, String there) {
        String written = text.write(session);
        String millis = Long.toString(session.getMaxInactiveInterval().toMillis());
        return ask(values -> redis.execute(SAVE, List.of(prefix + session.getId()), written, millis, there) == 1);
    }

    @Override
    public void end(String id) {
        ask(values -> {
            values.set(prefix + id, ENDED, ENDED_MARK);
            return true;
        });
    }

    /** The mark is gone when Redis was emptied or has begun anew; each look keeps it for another hour. */
    @Override
    public boolean hasForgotten() {
        return ask(values -> {
            boolean forgotten = values.getAndExpire(mark, MARK) == null;
            if (forgotten) {
                values.set(mark, "here", MARK);
            }
            return forgotten;
        });
    }

    private <T> T ask(Function<ValueOperations<String, String>, T> question) {
        try {
            return question.apply(redis.opsForValue());
        } catch (DataAccessException | RedisException failure) {
            throw new StoreAwayException(failure);
        }
    }
}
