package dev.cachekit.benchmarks.peers;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RBucket;
import org.redisson.api.RClientSideCaching;
import org.redisson.api.RedissonClient;
import org.redisson.api.options.ClientSideCachingOptions;
import org.redisson.config.Protocol;

/** Redisson with the client-side caching of Redis. */
final class RedissonClientSide implements Contestant {

    @Override
    public String name() {
        return "Redisson `RClientSideCaching`";
    }

    @Override
    public String version() {
        return Versions.of("org.redisson", "redisson");
    }

    @Override
    public String settings() {
        return "RESP3, `ClientSideCachingOptions.defaults()`, one `RBucket` per key with a TTL of 1 h; get, load and `set`"
                + " on a miss, `delete`; else defaults";
    }

    @Override
    public boolean isNear() {
        return true;
    }

    @Override
    public Node start(Place place, Database database) {
        RedissonClient client = RedissonNode.client(place, config -> config.setProtocol(Protocol.RESP3));
        RClientSideCaching caching = client.getClientSideCaching(ClientSideCachingOptions.defaults());
        RBucket<Long> bucket = caching.getBucket(Contestants.CACHE + ":1");
        return new RedissonNode(database, client, new Bucket(bucket));
    }

    private record Bucket(RBucket<Long> bucket) implements RedissonNode.Slot {

        @Override
        public @Nullable Long get() {
            return bucket.get();
        }

        @Override
        public void put(long version) {
            bucket.set(version, Duration.ofHours(1));
        }

        @Override
        public void remove() {
            bucket.delete();
        }
    }
}
