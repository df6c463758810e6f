package dev.cachekit.sample.trace;

import dev.cachekit.spi.CacheListener;
import org.springframework.stereotype.Component;

/** Tells {@link Costs} which reads the caches answered. CacheKit calls it on the thread of the request. */
@Component
class CacheCosts implements CacheListener {

    private final Costs costs;

    CacheCosts(Costs costs) {
        this.costs = costs;
    }

    @Override
    public void onHit(String cache) {
        costs.hit(cache);
    }

    @Override
    public void onNearHit(String cache) {
        costs.nearHit(cache);
    }

    @Override
    public void onMiss(String cache) {
        costs.miss(cache);
    }
}
