package dev.cachekit.docs;

import dev.cachekit.Batch;
import dev.cachekit.BatchResult;
import dev.cachekit.Cache;
import dev.cachekit.CacheKit;
import dev.cachekit.Missed;
import dev.cachekit.SubscribeOptions;
import dev.cachekit.Subscription;
import dev.cachekit.Topic;
import dev.cachekit.TopicSubscriber;
import dev.cachekit.annotation.Overflow;
import dev.cachekit.annotation.TopicListener;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Code of counters, topics and batches that pages show, and that {@link MessageExamplesTest} runs. */
class MessageExamples {

    record Price(String item, long cents) {}

    record Profile(String name) {}

    // tag::counter[]
    static long viewed(CacheKit kit, long post) {
        return kit.counter("views:" + post).increment(1, Duration.ofDays(30)); // ends 30 days after the first
    }

    static Map<String, Long> viewsOf(CacheKit kit, List<Long> posts) {
        return kit.counters(posts.stream().map(post -> "views:" + post).toList()); // one round trip per node
    }

    static CompletionStage<Long> viewedWithoutWaiting(CacheKit kit, long post) {
        return kit.counter("views:" + post).async().increment();
    }
    // end::counter[]

    // tag::topic[]
    static void reprice(CacheKit kit, Price price) {
        kit.topic("prices.eu", Price.class).publish(price);
    }

    static Subscription watch(CacheKit kit, PriceBoard board) {
        Topic<Price> prices = kit.topic("prices.*", Price.class); // all topics whose names match
        return prices.subscribe(board, SubscribeOptions.defaults().withCapacity(1_000));
    }

    /** Keeps prices up to date by messages, and reads them anew when it may have missed some. */
    static class PriceBoard implements TopicSubscriber<Price> {

        final ConcurrentMap<String, Long> prices = new ConcurrentHashMap<>();

        @Override
        public void onMessage(String topic, Price price) {
            prices.put(price.item(), price.cents());
        }

        @Override
        public void onMissed(Missed missed) {
            prices.clear(); // they are read anew from the database
        }
    }
    // end::topic[]

    // tag::listener[]
    static class Prices {

        final ConcurrentMap<String, Long> latest = new ConcurrentHashMap<>();

        @TopicListener(
                value = {"prices.*", "offers"},
                capacity = 1_000,
                overflow = Overflow.DROP_OLDEST,
                onMissed = "readAnew")
        void changed(Price price, String topic) {
            latest.put(topic + "/" + price.item(), price.cents());
        }

        void readAnew() {
            latest.clear();
        }
    }
    // end::listener[]

    // tag::batch[]
    static String page(CacheKit kit, long user, long post) {
        Cache<Long, Profile> profiles = kit.cache("profiles", Profile.class);
        Batch batch = kit.batch();
        Batch.Handle<Optional<Profile>> profile = batch.get(profiles, user);
        Batch.Handle<Long> views = batch.increment(kit.counter("views:" + post));
        Batch.Handle<?> drafts = batch.invalidate(kit.<Long, String>cache("drafts", String.class), post);

        BatchResult result = batch.execute(); // one round trip per node

        String name = result.get(profile).map(Profile::name).orElse("somebody");
        String seen =
                result.failure(views).isPresent() ? "?" : result.get(views).toString();
        return name + ", seen " + seen + " times" + (result.failure(drafts).isPresent() ? ", draft still there" : "");
    }
    // end::batch[]
}
