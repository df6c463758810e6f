package dev.cachekit.benchmarks.large;

import static dev.cachekit.benchmarks.large.Pipeline.latin;

import dev.cachekit.benchmarks.contender.BenchmarkRedis;
import dev.cachekit.benchmarks.contender.Json;
import dev.cachekit.benchmarks.contender.Product;
import dev.cachekit.redisson.testing.RespConnection;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** All values in one hash, as Redisson's maps are kept. */
final class FieldEntries implements Entries {

    static final int DATABASE = 3;
    static final String MAP = "products";

    @Override
    public void write(IntStream numbers) {
        byte[] value = Json.write(Product.load(0));
        try (Pipeline pipeline = new Pipeline(DATABASE)) {
            numbers.forEach(number -> pipeline.send(latin("HSET"), latin(MAP), latin(Crowd.text(number)), value));
        }
    }

    @Override
    public long count(IntStream numbers) {
        try (RespConnection connection = BenchmarkRedis.connect()) {
            connection.send("SELECT", Integer.toString(DATABASE));
            String[] read = Stream.concat(Stream.of("HMGET", MAP), numbers.mapToObj(Crowd::text))
                    .toArray(String[]::new);
            return ((List<?>) connection.send(read))
                    .stream().filter(Objects::nonNull).count();
        }
    }
}
