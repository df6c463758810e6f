package dev.cachekit.spring.advisor;

import dev.cachekit.cache.CacheRegions;
import dev.cachekit.spring.aop.finding.Finding;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sends a sample of the declared type of each cache through its codec and back: a field that is written and not read, or read under
 * another name, is lost in every hit.
 *
 * @param regions the caches in use
 */
public record RoundTrips(CacheRegions regions) {

    /**
     * Tries all caches in use.
     *
     * @return those whose samples do not come back; a type of which there is no sample is passed over
     */
    public List<Finding> findings() {
        return regions.types().entrySet().stream()
                .map(this::finding)
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Finding> finding(Map.Entry<String, Type> cache) {
        Type type = cache.getValue();
        return SampleValues.of(type)
                .flatMap(sample -> regions.find(cache.getKey()).flatMap(region -> region.lossOf(sample)))
                .map(problem -> CacheAdvice.ofRoundTrip(cache.getKey(), type.getTypeName(), problem));
    }
}
