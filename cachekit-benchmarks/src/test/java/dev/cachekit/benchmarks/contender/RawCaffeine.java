package dev.cachekit.benchmarks.contender;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;

/**
 * Caffeine without anything around it.
 *
 * @param byId by a key of one part
 * @param byTenant by a key of two parts
 */
record RawCaffeine(Cache<Long, Product> byId, Cache<Key, Product> byTenant) implements Catalog {

    /** A key of two parts. */
    record Key(String tenant, Long id) {}

    static Catalog exact() {
        return of(false);
    }

    /** Reading the machine's clock is most of a look-up. */
    static Catalog onCoarseClock() {
        return of(true);
    }

    private static Catalog of(boolean coarse) {
        return new RawCaffeine(cache(coarse), cache(coarse));
    }

    static <K, V> Cache<K, V> cache(boolean coarse) {
        Caffeine<Object, Object> builder =
                Caffeine.newBuilder().maximumSize(SIZE).expireAfterWrite(Duration.ofSeconds(TTL_SECONDS));
        if (coarse) {
            builder.ticker(CoarseTicker.started());
        }
        return builder.build();
    }

    @Override
    public Product find(Long id) {
        Product found = byId.getIfPresent(id);
        if (found == null) {
            found = Product.load(id);
            byId.put(id, found);
        }
        return found;
    }

    @Override
    public Product find(String tenant, Long id) {
        Key key = new Key(tenant, id);
        Product found = byTenant.getIfPresent(key);
        if (found == null) {
            found = Product.load(id);
            byTenant.put(key, found);
        }
        return found;
    }
}
