package dev.cachekit.benchmarks.contender;

import java.time.Duration;
import org.redisson.api.RBucket;
import org.redisson.api.RLocalCachedMap;
import org.redisson.api.RedissonClient;
import org.redisson.api.options.LocalCachedMapOptions;
import org.redisson.api.options.LocalCachedMapOptions.CacheProvider;
import org.redisson.api.options.LocalCachedMapOptions.EvictionPolicy;
import org.redisson.client.codec.ByteArrayCodec;

/** Redisson's own objects, used in the usual way: get, and if there is nothing, load and put. */
final class RedissonCatalogs {

    private RedissonCatalogs() {}

    static Catalog localMap() {
        RedissonClient client = RedissonClients.withDefaults();
        return new LocalMap(
                client,
                client.getLocalCachedMap(LocalCachedMapOptions.<Long, Product>name("local")
                        .cacheSize(Catalog.SIZE)
                        .evictionPolicy(EvictionPolicy.LRU)
                        .cacheProvider(CacheProvider.REDISSON)
                        .useObjectAsCacheKey(true)
                        .timeToLive(Duration.ofSeconds(Catalog.TTL_SECONDS))));
    }

    static Catalog buckets(RedissonClient client) {
        return new Buckets(client);
    }

    private record LocalMap(RedissonClient client, RLocalCachedMap<Long, Product> map) implements Catalog {

        @Override
        public Product find(Long id) {
            Product found = map.get(id);
            if (found == null) {
                found = Product.load(id);
                map.fastPut(id, found);
            }
            return found;
        }

        @Override
        public void changed(Long id) {
            map.fastRemove(id);
        }

        @Override
        public void close() {
            client.shutdown();
        }
    }

    private record Buckets(RedissonClient client) implements Catalog {

        @Override
        public Product find(Long id) {
            RBucket<byte[]> bucket = bucket(id);
            byte[] found = bucket.get();
            if (found != null) {
                return Json.read(found);
            }
            Product loaded = Product.load(id);
            bucket.set(Json.write(loaded), Duration.ofSeconds(TTL_SECONDS));
            return loaded;
        }

        private RBucket<byte[]> bucket(Long id) {
            return client.getBucket("bucket:" + id, ByteArrayCodec.INSTANCE);
        }

        @Override
        public void changed(Long id) {
            bucket(id).delete();
        }

        @Override
        public void close() {
            client.shutdown();
        }
    }
}
