package dev.cachekit.benchmarks.shop;

import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.benchmarks.contender.Product;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The bean of the shop; public and open, as Spring makes a subclass of it. */
public class Goods {

    static final String CACHE = "goods";

    /** Made by Spring. */
    public Goods() {}

    /** One by its number. */
    @CacheAside(cache = CACHE, key = "#id", ttl = "1h")
    public Product find(Long id) {
        return Product.load(id);
    }

    /** Several by their numbers. */
    @CacheAside(cache = CACHE, keys = "#ids", ttl = "1h")
    public Map<Long, Product> findAll(Collection<Long> ids) {
        return ids.stream().collect(Collectors.toMap(Function.identity(), Product::load));
    }

    /** One has changed. */
    @Invalidate(cache = CACHE, key = "#id")
    public void changed(Long id) {}

    /** Several have changed. */
    @Invalidate(cache = CACHE, keys = "#ids")
    public void allChanged(Collection<Long> ids) {}
}
