package dev.cachekit.spi;

import java.lang.reflect.Type;

/** Makes a value codec per declared type. Safe for use by many threads. */
public interface Codec {

    /**
     * Prepares reading and writing of one type.
     *
     * @param type the declared type of the values
     * @param limits size limits of the cache
     * @return a codec that reads nothing but this type
     * @throws dev.cachekit.CacheKitException if values of this type could not be read back as declared
     */
    ValueCodec forType(Type type, SizeLimits limits);
}
