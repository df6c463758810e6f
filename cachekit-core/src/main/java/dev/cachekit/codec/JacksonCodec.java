package dev.cachekit.codec;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.ValueFormat;
import dev.cachekit.spi.Codec;
import dev.cachekit.spi.SizeLimits;
import dev.cachekit.spi.ValueCodec;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.Locale;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Encodes values as JSON of their declared type, or Smile or CBOR, with readers and writers prepared once per type.
 *
 * <p>No class is ever chosen by the bytes: only the declared type, and subtypes that it names itself, are read. A mapper
 * with default typing and types with {@code @JsonTypeInfo(use = CLASS)} are refused. Unknown properties are ignored,
 * anything else that does not fit counts as unreadable. All formats follow one mapper and have one fingerprint per type; what
 * another process has written in another format is read, too, if the module of that format is here.
 *
 * <p>Safe for use by many threads.
 */
public final class JacksonCodec implements Codec {

    private static final String MODULE = "tools.jackson.dataformat:jackson-dataformat-";

    private final JsonMapper mapper;
    private final FormatMappers mappers;
    private final ValueFormat format;

    private JacksonCodec(FormatMappers mappers, ValueFormat format) {
        this.mapper = mappers.json();
        this.mappers = mappers;
        this.format = format;
    }

    /**
     * Makes a codec with a mapper of its own.
     *
     * @return the codec
     */
    public static JacksonCodec create() {
        return create(JsonMapper.builder().build());
    }

    /**
     * Makes a codec with the given mapper: its modules, mix-ins and naming strategies count.
     *
     * @param mapper the mapper
     * @return the codec
     * @throws InvalidConfigurationException if the mapper has default typing
     */
    public static JacksonCodec create(JsonMapper mapper) {
        JavaType any = mapper.constructType(Object.class);
        if (mapper.deserializationConfig().getDefaultTyper(any) != null
                || mapper.serializationConfig().getDefaultTyper(any) != null) {
            throw TypeRule.NO_CLASS_NAME.brokenAt("the JsonMapper of the cache", "a mapper with default typing");
        }
        return new JacksonCodec(new FormatMappers(mapper), ValueFormat.JSON);
    }

    /**
     * {@inheritDoc}
     *
     * @throws InvalidConfigurationException as {@link #check} does
     */
    @Override
    public ValueCodec forType(Type type, SizeLimits limits) {
        JavaType declared = resolve("a cache of " + type.getTypeName(), type);
        String fingerprint = new TypeWalk("a cache of " + type.getTypeName(), mapper)
                .structureOf(declared)
                .fingerprint();
        TypeInFormats values = new TypeInFormats(mappers, declared, format);
        return new JacksonValueCodec(values, fingerprint, new Compression(limits), limits);
    }

    /**
     * {@inheritDoc}
     *
     * @throws InvalidConfigurationException if the module of the format is missing
     */
    @Override
    public JacksonCodec writing(ValueFormat other, String where) {
        if (mappers.find(other).isEmpty()) {
            String name = other.name().toLowerCase(Locale.ROOT);
            throw new InvalidConfigurationException(
                    where,
                    name,
                    "codec must be a format whose module is on the class path",
                    "add the dependency " + MODULE + name + ", or set codec to json");
        }
        return other == format ? this : new JacksonCodec(mappers, other);
    }

    /**
     * Checks at start-up, without a value at hand, that values of a type can be read back as declared.
     *
     * @param where the annotation on a method, or the cache; begins the message
     * @param type the declared type
     * @throws InvalidConfigurationException if the type, or a type it holds, is {@code Object}, unresolved, abstract
     *     without named subtypes, not constructible by Jackson, or no data
     */
    public void check(String where, Type type) {
        new TypeWalk(where, mapper).structureOf(resolve(where, type));
    }

    private JavaType resolve(String where, Type type) {
        if (!isResolved(type)) {
            throw TypeRule.RESOLVED.brokenAt(where, type.getTypeName());
        }
        return mapper.constructType(type);
    }

    private static boolean isResolved(Type type) {
        if (type instanceof ParameterizedType generic) {
            return Arrays.stream(generic.getActualTypeArguments()).allMatch(JacksonCodec::isResolved);
        }
        if (type instanceof GenericArrayType array) {
            return isResolved(array.getGenericComponentType());
        }
        if (type instanceof WildcardType wildcard) {
            return Arrays.stream(wildcard.getUpperBounds()).allMatch(JacksonCodec::isResolved);
        }
        return !(type instanceof TypeVariable<?>);
    }
}
