package dev.cachekit.spi;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.ValueFormat;
import java.lang.reflect.Type;
import java.util.Locale;

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

    /**
     * Returns a codec that writes another format. It still reads what was written in any format that is known here.
     *
     * <p>A codec that has a format of its own need not implement this: it is asked for {@link ValueFormat#JSON} unless the
     * configuration says otherwise, and that stands for itself.
     *
     * @param format the format
     * @param where what asks for the format; begins the message of a refusal
     * @return the codec, or this one
     * @throws InvalidConfigurationException if it cannot write the format
     */
    default Codec writing(ValueFormat format, String where) {
        if (format == ValueFormat.JSON) {
            return this;
        }
        throw new InvalidConfigurationException(
                where,
                format.name().toLowerCase(Locale.ROOT),
                "codec chooses among the formats of CacheKit, and " + getClass().getName()
                        + " of the application writes its own",
                "leave codec out, or remove that bean");
    }
}
