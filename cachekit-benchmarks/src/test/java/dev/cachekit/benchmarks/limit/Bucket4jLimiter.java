package dev.cachekit.benchmarks.limit;

import dev.cachekit.Band;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.RedisClient;
import java.nio.charset.StandardCharsets;

/** Bucket4j on Lettuce, whose buckets are compared and swapped. */
record Bucket4jLimiter(RedisClient client, Bucket bucket) implements LimitContender.Limiter {

    static LimitContender.Limiter start(String url, Band band) {
        RedisClient client = RedisClient.create(url);
        BucketConfiguration configuration = BucketConfiguration.builder()
                .addLimit(limit -> limit.capacity(band.permits()).refillGreedy(band.permits(), band.per()))
                .build();
        byte[] key = "bucket4j".getBytes(StandardCharsets.UTF_8);
        Bucket bucket = Bucket4jLettuce.casBasedBuilder(client).build().getProxy(key, () -> configuration);
        return new Bucket4jLimiter(client, bucket);
    }

    @Override
    public boolean take() {
        return bucket.tryConsume(1);
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
