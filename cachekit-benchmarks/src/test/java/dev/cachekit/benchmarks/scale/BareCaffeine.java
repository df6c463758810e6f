package dev.cachekit.benchmarks.scale;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.cachekit.benchmarks.contender.Product;
import java.time.Duration;
import java.util.stream.Stream;

/** Caffeine as the near cache uses it, and nothing around it. */
final class BareCaffeine {

    private BareCaffeine() {}

    static Cache<Long, Product> of(Stream<Product> products) {
        Cache<Long, Product> cache = Caffeine.newBuilder()
                .maximumSize(1_100_000)
                .expireAfterWrite(Duration.ofHours(1))
                .build();
        products.forEach(product -> cache.put(product.id(), product));
        return cache;
    }
}
