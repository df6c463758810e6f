package dev.cachekit.redisson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.Subscription;
import dev.cachekit.contract.AdminContract;
import dev.cachekit.contract.BackendContract;
import dev.cachekit.contract.BundleContract;
import dev.cachekit.contract.ChannelContract;
import dev.cachekit.contract.CounterContract;
import dev.cachekit.contract.EntryStoreContract;
import dev.cachekit.contract.FlightContract;
import dev.cachekit.contract.HeardMessages;
import dev.cachekit.contract.LimitContract;
import dev.cachekit.contract.LockContract;
import dev.cachekit.contract.Sample;
import dev.cachekit.engine.SystemScheduler;
import dev.cachekit.spi.Backend;
import dev.cachekit.spi.Backplane;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.Channel;
import dev.cachekit.spi.CounterStore;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.FlightKey;
import dev.cachekit.spi.FlightStore;
import dev.cachekit.spi.LimitStore;
import dev.cachekit.spi.LockStore;
import dev.cachekit.spi.Scheduler;
import dev.cachekit.spi.Token;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The contract kits over TLS, with a certificate of the client's own, on a database other than the first, as the user that the
 * page on security shows: all of it works, nothing is refused, and no permission is there for nothing.
 */
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class SecuredContractsTest {

    @RegisterExtension
    static final SecuredRedis REDIS = new SecuredRedis();

    private static Backend backend() {
        return REDIS.backend().backend;
    }

    @Nested
    class Entries extends EntryStoreContract {

        private final String cache = "users" + Sample.token();
        private String app = "shop";

        /** Of the one application whose keys the user may touch. */
        @Override
        public CacheSpace space() {
            return new CacheSpace(app, cache, cache);
        }

        /** Here keys of other applications are looked at on purpose, and those of others' tests must not be there. */
        @Test
        @Override
        public void otherCachesWithACommonStartStay() {
            app = "apart";
            REDIS.allowApplication("apart");
            REDIS.allowApplication("apart2");
            super.otherCachesWithACommonStartStay();
        }

        @Override
        public EntryStore store() {
            return REDIS.backend().store();
        }

        @Override
        public Backplane backplane() {
            return SecuredContractsTest.backend().backplane();
        }

        @Override
        public void passTime(Duration duration) {
            OnRedis.passTime(duration);
        }

        @Override
        public int raceRounds() {
            return 10;
        }

        @Override
        public int randomSequences() {
            return 3;
        }
    }

    @Nested
    class Backends extends BackendContract {

        @Override
        protected Backend start() {
            return REDIS.backend().anotherBackend();
        }
    }

    @Nested
    class Bundles extends BundleContract {

        @Override
        protected Backend backend() {
            return SecuredContractsTest.backend();
        }
    }

    @Nested
    class Counters extends CounterContract {

        @Override
        protected CounterStore store() {
            return backend().counters();
        }

        @Override
        protected void passTime(Duration duration) {
            OnRedis.passTime(duration);
        }
    }

    @Nested
    class Limits extends LimitContract {

        @Override
        protected LimitStore store() {
            return backend().limits();
        }

        @Override
        protected void passTime(Duration duration) {
            OnRedis.passTime(duration);
        }
    }

    @Nested
    class Locks extends LockContract {

        @Override
        protected LockStore store() {
            return backend().locks();
        }

        @Override
        protected void passTime(Duration duration) {
            OnRedis.passTime(duration);
        }
    }

    @Nested
    class SingleFlights extends FlightContract {

        @Override
        protected FlightStore store() {
            return backend().flights();
        }

        @Override
        protected void passTime(Duration duration) {
            OnRedis.passTime(duration);
        }

        @Override
        protected Duration outcomeLifetime(FlightKey key, Token flight) {
            return Duration.ofMillis((Long) REDIS.ask("PTTL", new KeyNames("shop").outcome(key, flight)));
        }
    }

    @Nested
    class Channels extends ChannelContract {

        @Override
        protected Channel channel() {
            return new Listening(backend().channel());
        }
    }

    @Nested
    class Administration extends AdminContract {

        private final SystemScheduler time = new SystemScheduler();

        @Override
        protected Backend backend() {
            return SecuredContractsTest.backend();
        }

        @Override
        protected Scheduler scheduler() {
            return time;
        }

        /** Of the one application whose keys the user may touch. */
        @Override
        protected String appName() {
            return "shop";
        }
    }

    /** The kit leaves its subscriptions open. */
    @Nested
    class Endings {

        @Test
        void theLastSubscriptionToATopicEndsAtTheServer() {
            Channel channel = new Listening(backend().channel());
            channel.subscribe("ending", new HeardMessages()).close();
            channel.subscribePattern("ending.*", new HeardMessages()).close();

            Awaitility.await().until(() -> REDIS.uses("unsubscribe") > 0 && REDIS.uses("punsubscribe") > 0);
        }
    }

    /** Who listens to a pattern must be allowed that very pattern. */
    private record Listening(Channel real) implements Channel {

        @Override
        public CompletionStage<Void> publish(String topic, byte[] message) {
            return real.publish(topic, message);
        }

        @Override
        public Subscription subscribe(String topic, Receiver receiver) {
            return real.subscribe(topic, receiver);
        }

        @Override
        public Subscription subscribePattern(String glob, Receiver receiver) {
            REDIS.allowPattern(glob);
            return real.subscribePattern(glob, receiver);
        }
    }

    /** Last, because it looks at what the others have done. */
    @Nested
    @Order(Integer.MAX_VALUE)
    class Afterwards {

        @Test
        void nothingWasRefused() {
            assertThat(REDIS.refused()).isEmpty();
        }

        @Test
        void everyListedCommandWasUsed() throws IOException {
            List<String> listed = SecuredRedis.listed();
            assertThat(listed)
                    .hasSizeGreaterThan(30)
                    .allSatisfy(command ->
                            assertThat(REDIS.uses(command)).as(command).isPositive());
        }
    }
}
