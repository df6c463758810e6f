package dev.cachekit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.Band;
import dev.cachekit.Cache;
import dev.cachekit.Counter;
import dev.cachekit.DistributedLock;
import dev.cachekit.HeldLock;
import dev.cachekit.RateLimiter;
import dev.cachekit.Ttl;
import dev.cachekit.annotation.LockMode;
import dev.cachekit.contract.HeardMessages;
import dev.cachekit.engine.CacheKitBuilder;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.engine.SystemScheduler;
import dev.cachekit.key.Tokens;
import dev.cachekit.redisson.RedissonBackend;
import dev.cachekit.redisson.client.ClientLimits;
import dev.cachekit.redisson.client.RedisSettings;
import dev.cachekit.redisson.client.RedissonClients;
import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.spi.Backplane;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.Encoding;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.FlightKey;
import dev.cachekit.spi.FlightStore;
import dev.cachekit.spi.LaneMessage;
import dev.cachekit.spi.Payload;
import dev.cachekit.spi.Tagging;
import dev.cachekit.spi.Token;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;
import org.redisson.api.redisnode.RedisNode.InfoSection;
import org.redisson.api.redisnode.RedisNodes;

/** The user that the page on security shows can do everything CacheKit does, and nothing beside it. */
class AclTest {

    private static final Pattern LINE = Pattern.compile("(?m)^ACL SETUSER shop .*$");
    private static final CacheSpace SPACE = new CacheSpace("shop", "users", "users");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final RedisServer server = RedisServer.start();
    private final SystemScheduler scheduler = new SystemScheduler();
    private RedissonClient client;
    private RedissonBackend backend;
    private CacheKitEngine kit;

    @BeforeEach
    void logIn() {
        Matcher line = LINE.matcher(Page.read("docs/security.md").text());
        assertThat(line.find()).isTrue();
        server.send(line.group().split(" "));
        server.send("ACL", "LOG", "RESET");
        client = RedissonClients.create(new RedisSettings(
                new RedisSettings.Single(server.url() + "/1"),
                new RedisSettings.Credentials("shop", "secret"),
                null,
                new ClientLimits(Duration.ofSeconds(5), PATIENCE, 0, 2)));
        backend = RedissonBackend.create(client, "shop", scheduler, PATIENCE);
        kit = new CacheKitBuilder()
                .app("shop")
                .backend(backend)
                .scheduler(scheduler)
                .deadline(PATIENCE)
                .build();
    }

    @AfterEach
    void close() {
        kit.close();
        backend.close();
        client.shutdown();
        scheduler.close();
        server.send("ACL", "DELUSER", "shop");
        server.close();
    }

    @Test
    void userCanDoAllThatIsDone() throws Exception {
        Cache<Long, String> users = kit.cache("users", String.class);

        assertThat(users.get(1L, id -> "Ada")).isEqualTo("Ada");
        assertThat(users.write(1L, () -> "Bob")).isEqualTo("Bob");
        users.put(2L, "Cid");
        users.putIfAbsent(3L, "Dot");
        assertThat(users.getAll(List.of(1L, 2L, 3L))).hasSize(3);
        assertThat(users.expire(2L, Duration.ofMinutes(1))).isTrue();
        assertThat(users.persist(2L)).isTrue();
        users.ttl(2L);
        users.explain(2L);
        users.invalidate(2L);
        users.clear();
        Counter views = kit.counter("views");
        assertThat(views.increment()).isEqualTo(1);
        assertThat(views.expire(Duration.ofMinutes(1))).isTrue();
        assertThat(views.get()).isEqualTo(1);
        views.reset();
        assertThat(views.increment(2, Duration.ofMinutes(1))).isEqualTo(2);
        views.reset();
        RateLimiter limiter = kit.rateLimiter("api", Band.tokenBucket(2, Duration.ofHours(1)));
        assertThat(limiter.tryAcquire("ann").allowed()).isTrue();
        limiter.credit("ann", 2); // nothing is out any more, so the key goes
        fly(backend.flights());
        lock(kit.lock("jobs"));
        backend.entries().stamps().toCompletableFuture().get();
        backend.entries().clear(SPACE).toCompletableFuture().get();
        backend.entries().tagClock(SPACE).toCompletableFuture().get();
        backend.entries()
                .invalidateTags(SPACE, List.of("red"))
                .toCompletableFuture()
                .get();
        EntryKey tagged = new EntryKey(SPACE, "tagged");
        backend.entries()
                .put(tagged, tagged(), Ttl.of(PATIENCE))
                .toCompletableFuture()
                .get();
        backend.entries().find(tagged).toCompletableFuture().get();
        backend.backplane().beat().toCompletableFuture().get();
        CountDownLatch subscribed = new CountDownLatch(1);
        backend.backplane().listen(listener(subscribed));
        assertThat(subscribed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        HeardMessages.of(backend.channel(), "news");
        backend.channel().publish("news", new byte[0]).toCompletableFuture().get();
        client.getRedisNodes(RedisNodes.SINGLE).getInstance().info(InfoSection.SERVER);

        assertThat((List<?>) server.send("ACL", "LOG"))
                .as("refused, beside Redisson's own question whether a script may touch two slots")
                .allMatch(refusal -> refusal.toString().contains("object, eval,"));
    }

    /** Waiting, waking, renewing and giving back. */
    private static void lock(DistributedLock lock) {
        DistributedLock fair = lock.mode(LockMode.FAIR);
        HeldLock held = fair.keys(List.of(1, 2)).acquire(PATIENCE);
        CompletableFuture<HeldLock> next = fair.key(1).async().acquire(PATIENCE);
        held.close();
        next.join().close();
    }

    /** All that can happen to flights. */
    private static void fly(FlightStore flights) throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        flights.listen(news -> told.countDown());
        FlightKey key = new FlightKey("report", "1");
        Tokens tokens = new Tokens();
        Token leader = tokens.next();
        Token waiter = tokens.next();
        flights.enter(key, leader, null, PATIENCE).toCompletableFuture().get();
        flights.enter(key, waiter, null, PATIENCE).toCompletableFuture().get();
        flights.current(key).toCompletableFuture().get();
        flights.extend(key, leader, true, PATIENCE).toCompletableFuture().get();
        flights.abandon(key, leader).toCompletableFuture().get();
        flights.enter(key, waiter, leader, PATIENCE).toCompletableFuture().get();
        flights.enter(key, leader, null, PATIENCE).toCompletableFuture().get();
        flights.leave(key, tokens.next()).toCompletableFuture().get();
        do {
            ByteBuffer outcome = ByteBuffer.wrap(new byte[] {'U'});
            flights.finish(key, leader, waiter, outcome).toCompletableFuture().get();
            flights.enter(key, waiter, null, PATIENCE).toCompletableFuture().get();
            flights.enter(key, leader, null, PATIENCE).toCompletableFuture().get();
        } while (!told.await(10, TimeUnit.MILLISECONDS));
        flights.leave(key, waiter).toCompletableFuture().get();
        flights.leave(key, leader).toCompletableFuture().get();
    }

    private static Entry tagged() {
        Payload payload = new Payload(Encoding.NULL, "00000000", ByteBuffer.allocate(0));
        return new Entry(new Tokens().next(), payload, Instant.EPOCH, Duration.ZERO, null)
                .withTags(Tagging.of(1, List.of("red")));
    }

    private static Backplane.Listener listener(CountDownLatch subscribed) {
        return new Backplane.Listener() {
            @Override
            public void onMessage(LaneMessage message) {}

            @Override
            public void onSubscribed() {
                subscribed.countDown();
            }
        };
    }

    @Test
    void userListensToAPatternThatStandsInTheAcl() throws Exception {
        assertThat(Page.read("docs/security.md").text()).contains("`&shop:topic:orders.*`");
        server.send("ACL", "SETUSER", "shop", "&shop:topic:orders.*");

        HeardMessages heard = HeardMessages.ofPattern(backend.channel(), "orders.*");
        backend.channel()
                .publish("orders.new", new byte[1])
                .toCompletableFuture()
                .get();

        assertThat(heard.nextBytes()).hasSize(1);
    }

    @Test
    void userReachesNoOtherApplication() {
        RedissonBackend other = RedissonBackend.create(client, "bank", scheduler, PATIENCE);

        assertThat(other.entries().stamps())
                .failsWithin(PATIENCE)
                .withThrowableOfType(Exception.class)
                .withCauseInstanceOf(BackendUnavailableException.class);
        other.close();
    }
}
