package dev.cachekit.benchmarks.large;

import static dev.cachekit.benchmarks.large.Pipeline.latin;

import dev.cachekit.benchmarks.contender.BenchmarkRedis;
import dev.cachekit.benchmarks.contender.Json;
import dev.cachekit.benchmarks.contender.Product;
import dev.cachekit.redisson.testing.RespConnection;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A value with a TTL under a key of its own.
 *
 * @param database where
 * @param name names the key of a number
 */
record PlainEntries(int database, IntFunction<String> name) implements Entries {

    @Override
    public void write(IntStream numbers) {
        byte[] value = Json.write(Product.load(0));
        try (Pipeline pipeline = new Pipeline(database)) {
            numbers.forEach(number -> pipeline.send(
                    latin("SET"),
                    latin(name.apply(number)),
                    value,
                    latin("PX"),
                    latin(Long.toString(LargeRounds.TTL.toMillis()))));
        }
    }

    @Override
    public long count(IntStream numbers) {
        try (RespConnection connection = BenchmarkRedis.connect()) {
            connection.send("SELECT", Integer.toString(database));
            String[] exists =
                    Stream.concat(Stream.of("EXISTS"), numbers.mapToObj(name)).toArray(String[]::new);
            return (Long) connection.send(exists);
        }
    }
}
