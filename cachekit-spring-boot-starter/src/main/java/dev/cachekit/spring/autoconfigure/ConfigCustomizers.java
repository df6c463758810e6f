package dev.cachekit.spring.autoconfigure;

import java.util.List;
import java.util.function.Consumer;
import org.redisson.config.Config;
import org.springframework.beans.factory.ObjectProvider;

/**
 * What the application adds to the configuration of our client.
 *
 * @param customizers in their order
 */
record ConfigCustomizers(List<CacheKitRedissonCustomizer> customizers) implements Consumer<Config> {

    static ConfigCustomizers of(ObjectProvider<CacheKitRedissonCustomizer> customizers) {
        return new ConfigCustomizers(customizers.orderedStream().toList());
    }

    @Override
    public void accept(Config config) {
        customizers.forEach(customizer -> customizer.customize(config));
    }
}
