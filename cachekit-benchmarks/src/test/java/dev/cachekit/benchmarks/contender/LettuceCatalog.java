package dev.cachekit.benchmarks.contender;

import io.lettuce.core.RedisClient;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;

/** Nothing but Lettuce and Jackson: what a cache on Redis cannot be much faster than, command by command. */
record LettuceCatalog(RedisClient client, RedisCommands<String, byte[]> redis) implements Catalog {

    static Catalog start() {
        RedisClient client = RedisClient.create(BenchmarkRedis.url());
        StatefulRedisConnection<String, byte[]> connection =
                client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
        return new LettuceCatalog(client, connection.sync());
    }

    @Override
    public Product find(Long id) {
        String key = "lettuce:" + id;
        byte[] found = redis.get(key);
        if (found != null) {
            return Json.read(found);
        }
        Product loaded = Product.load(id);
        redis.set(key, Json.write(loaded), SetArgs.Builder.ex(TTL_SECONDS));
        return loaded;
    }

    @Override
    public void changed(Long id) {
        redis.del("lettuce:" + id);
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
