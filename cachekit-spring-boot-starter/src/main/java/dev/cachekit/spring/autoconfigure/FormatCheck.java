package dev.cachekit.spring.autoconfigure;

import dev.cachekit.spi.Codec;
import org.springframework.beans.factory.SmartInitializingSingleton;

/** Refuses formats that cannot be written here, also for caches that nobody has used yet. */
final class FormatCheck implements SmartInitializingSingleton {

    private final Codec codec;
    private final CacheOptionsResolver options;

    FormatCheck(Codec codec, CacheOptionsResolver options) {
        this.codec = codec;
        this.options = options;
    }

    @Override
    public void afterSingletonsInstantiated() {
        options.formats().forEach(format -> codec.writing(format.value(), format.source()));
    }
}
