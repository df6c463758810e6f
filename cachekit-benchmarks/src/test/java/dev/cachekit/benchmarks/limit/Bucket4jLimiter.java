package dev.cachekit.benchmarks.limit;

import dev.cachekit.Band;
import dev.cachekit.benchmarks.contender.BenchmarkRedis;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.proxy.RemoteBucketBuilder;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.RedisClient;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** Bucket4j on Lettuce, whose buckets are compared and swapped. */
record Bucket4jLimiter(RedisClient client, Bucket bucket) implements LimitContender.Limiter {

    /** Each in a command of its own. */
    static LimitContender.Limiter start(Band band) {
        return start(band, "bucket4j", builder -> builder);
    }

    /** What threads ask for at the same time goes in one command. */
    static LimitContender.Limiter batching(Band band) {
        return start(band, "bucket4j-batching", builder -> builder.withOptimization(Optimizations.batching()));
    }

    private static LimitContender.Limiter start(
            Band band, String key, UnaryOperator<RemoteBucketBuilder<byte[]>> optimization) {
        RedisClient client = RedisClient.create(BenchmarkRedis.url());
        BucketConfiguration configuration = BucketConfiguration.builder()
                .addLimit(limit -> limit.capacity(band.permits()).refillGreedy(band.permits(), band.per()))
                .build();
        RemoteBucketBuilder<byte[]> builder =
                Bucket4jLettuce.casBasedBuilder(client).build().builder();
        Bucket bucket = optimization.apply(builder).build(key.getBytes(StandardCharsets.UTF_8), () -> configuration);
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
