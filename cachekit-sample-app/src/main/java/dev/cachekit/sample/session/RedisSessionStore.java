package dev.cachekit.sample.session;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.redisson.client.RedisException;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.ValueOperations;
import org.springframework.session.MapSession;

/** Sessions in Redis: each is one string, written by one command together with its end. */
final class RedisSessionStore implements SessionStore {

    private static final Duration MARK = Duration.ofHours(1);

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
        return ask(values -> Optional.ofNullable(values.get(prefix + id))).map(found -> text.read(id, found));
    }

    @Override
    public void save(MapSession session) {
        String written = text.write(session);
        ask(values -> {
            values.set(prefix + session.getId(), written, session.getMaxInactiveInterval());
            return true;
        });
    }

    @Override
    public boolean saveIfThere(MapSession session) {
        String written = text.write(session);
        return ask(values -> Boolean.TRUE.equals(
                values.setIfPresent(prefix + session.getId(), written, session.getMaxInactiveInterval())));
    }

    @Override
    public boolean saveIfGone(MapSession session) {
        String written = text.write(session);
        return ask(values -> Boolean.TRUE.equals(
                values.setIfAbsent(prefix + session.getId(), written, session.getMaxInactiveInterval())));
    }

    @Override
    public boolean delete(String id) {
        return ask(values -> Boolean.TRUE.equals(redis.delete(prefix + id)));
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
