package dev.cachekit.sample.session;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.cachekit.BackendUnavailableException;
import dev.cachekit.CacheKit;
import dev.cachekit.Topic;
import java.time.Duration;
import java.util.function.Consumer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.session.MapSession;
import org.springframework.session.SessionRepository;
import org.springframework.session.config.annotation.web.http.EnableSpringHttpSession;

/** Sessions in the Redis that CacheKit uses, through its client; without one, in this process. */
@Configuration(proxyBeanMethods = false)
@EnableSpringHttpSession
class SessionConfiguration {

    @Bean
    SessionRepository<MapSession> sessionRepository(
            ObjectProvider<RedisConnectionFactory> redis,
            CacheKit cacheKit,
            @Value("${cachekit.app}") String app,
            @Value("${server.servlet.session.timeout}") Duration timeout) {
        KnownSessions known = new KnownSessions(timeout, Ticker.systemTicker());
        Consumer<String> tellEnd = teller(cacheKit.topic(SessionWatch.ENDS, SessionEnd.class));
        RedisConnectionFactory connections = redis.getIfAvailable();
        if (connections == null) {
            return new LocalSessions(known, timeout, tellEnd);
        }
        return new SharedSessions(
                new RedisSessionStore(new StringRedisTemplate(connections), app),
                known,
                new Unsettled(timeout, RedisSessionStore.ENDED_MARK, Ticker.systemTicker()),
                timeout,
                tellEnd);
    }

    /** While Redis is away nobody can be told; a node that is told late serves its copy until then. */
    private static Consumer<String> teller(Topic<SessionEnd> ends) {
        return id -> {
            try {
                ends.publish(new SessionEnd(id));
            } catch (BackendUnavailableException away) {
                // It is told again when the store is back and the session is ended there.
            }
        };
    }

    @Bean
    SessionWatch sessionWatch(SessionRepository<MapSession> sessions, ApplicationEventPublisher events) {
        return new SessionWatch(sessions, events);
    }
}
