package dev.cachekit.sample.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.cachekit.redisson.testing.RedisServer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;
import org.redisson.spring.data.connection.RedissonConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.session.MapSession;

/** Two nodes and one Redis server of their own, which keeps nothing when it ends. */
class SharedSessionsTest {

    private static final Duration TIMEOUT = Duration.ofMinutes(30);

    private RedisServer redis;
    private RedissonClient client;
    private SharedSessions first;
    private SharedSessions second;
    private final List<String> toldOfEnd = new ArrayList<>();

    @BeforeEach
    void start() {
        redis = RedisServer.startLocal();
        Config config = new Config();
        config.useSingleServer()
                .setAddress(redis.url())
                .setTimeout(500)
                .setRetryAttempts(0)
                .setConnectionMinimumIdleSize(1);
        client = Redisson.create(config);
        first = node();
        second = node();
        first.watch();
        second.watch();
    }

    @AfterEach
    void stop() {
        client.shutdown();
        redis.close();
    }

    private SharedSessions node() {
        return node(store(), Ticker.systemTicker());
    }

    private SessionStore store() {
        return new RedisSessionStore(new StringRedisTemplate(new RedissonConnectionFactory(client)), "shop");
    }

    private SharedSessions node(SessionStore store, Ticker ticker) {
        return new SharedSessions(
                store,
                new KnownSessions(TIMEOUT, Ticker.systemTicker()),
                new Unsettled(TIMEOUT, RedisSessionStore.ENDED_MARK, ticker),
                TIMEOUT,
                toldOfEnd::add);
    }

    private static String begin(SharedSessions node, String user) {
        MapSession session = node.createSession();
        session.setAttribute("user", user);
        node.save(session);
        return session.getId();
    }

    private static void change(SharedSessions node, String id, String user) {
        MapSession session = node.findById(id);
        session.setAttribute("user", user);
        node.save(session);
    }

    private static String user(SharedSessions node, String id) {
        MapSession session = node.findById(id);
        return session == null ? "nobody" : session.getAttribute("user");
    }

    @Test
    void sessionOfOneNodeIsKnownToTheOtherAndEndsAfterItsTime() {
        String id = begin(first, "Ann");

        assertThat(user(second, id)).isEqualTo("Ann");
        assertThat((Long) redis.send("PTTL", "shop:session:" + id)).isBetween(1_790_000L, 1_800_000L);
    }

    @Test
    void whatAnotherNodeHasChangedIsSeen() {
        String id = begin(first, "Ann");

        change(second, id, "Bob");

        assertThat(user(first, id)).isEqualTo("Bob");
    }

    @Test
    void endedSessionIsGoneOnBothNodesAndTold() {
        String id = begin(first, "Ann");
        user(second, id);

        second.deleteById(id);

        assertThat(user(second, id)).isEqualTo("nobody");
        assertThat(user(first, id)).isEqualTo("nobody");
        assertThat(toldOfEnd).containsExactly(id);
    }

    @Test
    void requestThatWasSlowDoesNotBringAnEndedSessionBack() {
        String id = begin(first, "Ann");
        MapSession slow = first.findById(id);
        second.deleteById(id);

        first.save(slow);

        assertThat(user(first, id)).isEqualTo("nobody");
        assertThat(user(second, id)).isEqualTo("nobody");
    }

    @Test
    void sessionWithANewNameIsNotFoundUnderTheOldOne() {
        String old = begin(first, "Ann");
        MapSession session = first.findById(old);
        String fresh = session.changeSessionId();
        first.save(session);

        assertThat(user(second, fresh)).isEqualTo("Ann");
        assertThat(user(second, old)).isEqualTo("nobody");
        assertThat(user(first, old)).isEqualTo("nobody");
    }

    @Test
    void nodeGoesOnWithTheSessionsItKnowsWhileRedisIsAway() {
        String id = begin(first, "Ann");
        redis.kill();

        assertThat(user(first, id)).isEqualTo("Ann");
        change(first, id, "Ann, changed");
        assertThat(user(first, id)).isEqualTo("Ann, changed");
        assertThat(user(second, id)).isEqualTo("nobody");
        assertThat(user(first, begin(first, "Bob"))).isEqualTo("Bob");
    }

    @Test
    void whatHappenedWhileRedisWasAwayIsWrittenBack() {
        String changed = begin(first, "Ann");
        String ended = begin(first, "Cleo");
        String idle = begin(first, "Dan");
        redis.kill();
        change(first, changed, "Ann, changed");
        String begun = begin(first, "Bob");
        first.deleteById(ended);
        redis.restart();

        first.watch();
        second.watch();

        assertThat(user(second, changed)).isEqualTo("Ann, changed");
        assertThat(user(second, begun)).isEqualTo("Bob");
        assertThat(user(second, idle)).isEqualTo("Dan");
        assertThat(user(second, ended)).isEqualTo("nobody");
        assertThat(user(first, ended)).isEqualTo("nobody");
    }

    @Test
    void whoSignsOutWhileRedisIsAwayIsNotSignedInAgainByANodeThatComesBackLater() {
        String idle = begin(first, "Ann");
        String changed = begin(first, "Bob");
        user(second, idle);
        user(second, changed);
        redis.kill();
        change(second, changed, "Bob, changed");
        first.deleteById(idle);
        first.deleteById(changed);
        redis.restart();

        first.watch();
        second.watch();

        assertThat(user(second, idle)).isEqualTo("nobody");
        assertThat(user(second, changed)).isEqualTo("nobody");
        assertThat(user(first, idle)).isEqualTo("nobody");
    }

    @Test
    void whoSignsOutWhileRedisIsAwayIsNotSignedInAgainByANodeThatCameBackBefore() {
        String id = begin(first, "Ann");
        user(second, id);
        redis.kill();
        change(second, id, "Ann, changed");
        first.deleteById(id);
        redis.restart();

        second.watch();
        first.watch();

        assertThat(user(second, id)).isEqualTo("nobody");
    }

    /** The node has copied what it knows already, and still takes Redis for away. */
    @Test
    void whoSignsOutWhileSessionsAreWrittenBackIsNotSignedInAgain() {
        List<Runnable> meanwhile = new ArrayList<>();
        SessionStore real = store();
        SessionStore store = (SessionStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {SessionStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("saveIfGone") && !meanwhile.isEmpty()) {
                        meanwhile.remove(0).run();
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getTargetException();
                    }
                });
        SharedSessions node = node(store, Ticker.systemTicker());
        node.watch();
        List<String> ids = List.of(begin(node, "Ann"), begin(node, "Bob"));
        redis.kill();
        ids.forEach(id -> user(node, id));
        redis.restart();
        meanwhile.add(() -> ids.forEach(node::deleteById));

        node.watch();

        assertThat(meanwhile).isEmpty();
        assertThat(ids).extracting(id -> user(node, id)).containsOnly("nobody");
        assertThat(ids).extracting(id -> user(second, id)).containsOnly("nobody");
    }

    @Test
    void whoHasSignedOutLongBeforeRedisIsBackIsNotSignedInAgainByANodeInUse() {
        AtomicLong time = new AtomicLong();
        SharedSessions early = node(store(), time::get);
        early.watch();
        String id = begin(early, "Ann");
        user(second, id);
        redis.kill();
        early.deleteById(id);
        time.addAndGet(TIMEOUT.plusMinutes(1).toNanos());
        change(second, id, "Ann, in use");
        redis.restart();

        second.watch();
        early.watch();

        assertThat(user(second, id)).isEqualTo("nobody");
    }

    /** The second has not heard of the end, which was told and kept before Redis lost everything. */
    @Test
    void whoHasSignedOutStaysSoWhenRedisLosesEverything() {
        String id = begin(first, "Ann");
        user(second, id);
        first.deleteById(id);
        redis.flushAll();

        first.watch();
        second.watch();

        assertThat(user(second, id)).isEqualTo("nobody");
    }

    @Test
    void redisThatLostEverythingUnnoticedGetsItBackAtTheNextRequest() {
        String id = begin(first, "Ann");
        redis.flushAll();

        assertThat(user(first, id)).isEqualTo("Ann");
        assertThat(user(second, id)).isEqualTo("Ann");
    }

    @Test
    void writingBackDoesNotReplaceWhatAnotherNodeHasWrittenSince() {
        String id = begin(first, "Ann");
        user(second, id);
        redis.flushAll();
        change(second, id, "Ann, newer");

        first.watch();

        assertThat(user(first, id)).isEqualTo("Ann, newer");
    }

    @Test
    void sessionThatEndedElsewhereIsNotWrittenBack() {
        String id = begin(first, "Ann");
        second.deleteById(id);
        first.endedElsewhere(id);
        redis.flushAll();

        first.watch();

        assertThat(user(first, id)).isEqualTo("nobody");
    }

    @Test
    void silentRedisIsAskedOnceAndNotByEveryRequest() {
        String id = begin(first, "Ann");
        redis.pause();
        try {
            user(first, id);
            long start = System.nanoTime();
            for (int n = 0; n < 100; n++) {
                assertThat(user(first, id)).isEqualTo("Ann");
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(500));
        } finally {
            redis.resume();
        }
    }

    @Test
    void expiredSessionIsNotServedFromMemory() {
        String id = begin(first, "Ann");
        redis.kill();
        MapSession session = first.findById(id);
        session.setLastAccessedTime(Instant.now().minus(TIMEOUT).minusSeconds(1));
        first.save(session);

        assertThat(user(first, id)).isEqualTo("nobody");
    }
}
