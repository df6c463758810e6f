package dev.cachekit.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.TypeRef;
import dev.cachekit.ValueFormat;
import dev.cachekit.codec.JacksonCodecTest.Box;
import dev.cachekit.codec.JacksonCodecTest.Circle;
import dev.cachekit.codec.JacksonCodecTest.Role;
import dev.cachekit.codec.JacksonCodecTest.Shape;
import dev.cachekit.codec.JacksonCodecTest.Tree;
import dev.cachekit.codec.JacksonCodecTest.User;
import dev.cachekit.spi.Codec;
import dev.cachekit.spi.Encoding;
import dev.cachekit.spi.Payload;
import dev.cachekit.spi.SizeLimits;
import dev.cachekit.spi.UnreadableValueException;
import dev.cachekit.spi.ValueCodec;
import dev.cachekit.spi.ValueTooLargeException;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.dataformat.cbor.CBORMapper;
import tools.jackson.dataformat.smile.SmileMapper;

/** Smile and CBOR mean what JSON means. */
class BinaryFormatsTest {

    private static final SizeLimits LIMITS = new SizeLimits(Long.MAX_VALUE, 1_000_000);
    private static final SizeLimits COMPRESSED = new SizeLimits(1, 1_000_000);
    private static final JacksonCodec CODEC = JacksonCodec.create();

    record Person(String firstName, Money money) {}

    record Money(long cents) {}

    record Raw(@JsonRawValue String json) {}

    interface Renamed {
        @JsonProperty("given")
        String firstName();
    }

    /** Calls back to the mapper, as serializers of applications do. */
    private static final class MoneyWriter extends ValueSerializer<Money> {
        @Override
        public void serialize(Money money, JsonGenerator generator, SerializationContext context) {
            generator.writePOJO(Map.of("hundredths", money.cents()));
        }
    }

    private static final class MoneyReader extends ValueDeserializer<Money> {
        @Override
        public Money deserialize(JsonParser parser, DeserializationContext context) {
            JsonNode tree = parser.readValueAsTree();
            return new Money(tree.get("hundredths").longValue());
        }
    }

    static Stream<ValueFormat> binary() {
        return Stream.of(ValueFormat.SMILE, ValueFormat.CBOR);
    }

    static Stream<Arguments> binaryValues() {
        return binary().flatMap(format ->
                JacksonCodecTest.values().map(value -> Arguments.of(format, value.get()[0], value.get()[1])));
    }

    static Stream<Arguments> pairs() {
        return Stream.of(ValueFormat.values())
                .flatMap(one -> Stream.of(ValueFormat.values()).map(other -> Arguments.of(one, other)));
    }

    private static Codec writing(ValueFormat format) {
        return CODEC.writing(format, "a test");
    }

    private static ValueCodec of(ValueFormat format, Type type) {
        return writing(format).forType(type, LIMITS);
    }

    @ParameterizedTest
    @MethodSource("binaryValues")
    void readsBackWhatItWrote(ValueFormat format, Type type, Object value) throws Exception {
        ValueCodec codec = of(format, type);
        Payload payload = codec.encode(value);

        assertThat(payload.encoding()).isEqualTo(Encoding.of(format, false));
        assertThat(codec.decode(payload)).isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("binaryValues")
    void readsBackWhatItCompressed(ValueFormat format, Type type, Object value) throws Exception {
        ValueCodec codec = writing(format).forType(type, COMPRESSED);

        assertThat(codec.decode(codec.encode(value))).isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("binary")
    void readsBackBytes(ValueFormat format) throws Exception {
        byte[] bytes = {0, 1, -128, 127};
        ValueCodec codec = of(format, byte[].class);

        assertThat((byte[]) codec.decode(codec.encode(bytes))).isEqualTo(bytes);
        assertThat(codec.encode(new byte[1_000]).size()).isLessThan(1_020);
    }

    @ParameterizedTest
    @MethodSource("binaryValues")
    void fingerprintIsThatOfJson(ValueFormat format, Type type, Object value) {
        assertThat(of(format, type).encode(value).fingerprint())
                .isEqualTo(of(ValueFormat.JSON, type).encode(value).fingerprint());
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void readsWhatWasWrittenInAnyFormat(ValueFormat written, ValueFormat read) throws Exception {
        List<Shape> shapes = IntStream.range(0, 100)
                .mapToObj(i -> i % 2 == 0 ? new Circle(i) : new Box(i, 2))
                .map(Shape.class::cast)
                .toList();
        Type type = new TypeRef<List<Shape>>() {}.type();

        assertThat(of(read, type).decode(of(written, type).encode(shapes))).isEqualTo(shapes);
        Payload compressed = writing(written).forType(type, COMPRESSED).encode(shapes);
        assertThat(compressed.encoding()).isEqualTo(Encoding.of(written, true));
        assertThat(of(read, type).decode(compressed)).isEqualTo(shapes);
        assertThat(of(read, type).decode(of(written, type).encode(null))).isNull();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void refusesAValueOfAnotherStructureInAnyFormat(ValueFormat written, ValueFormat read) {
        Payload box = of(written, Box.class).encode(new Box(1, 2));

        assertThatThrownBy(() -> of(read, Circle.class).decode(box))
                .isInstanceOfSatisfying(
                        UnreadableValueException.class,
                        unreadable ->
                                assertThat(unreadable.isOfOtherStructure()).isTrue());
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void refusesBytesThatAreNotWhatTheirMarkSays(ValueFormat written, ValueFormat read) {
        if (written == read) {
            return;
        }
        Payload honest = of(written, User.class).encode(user());
        Payload mislabelled = new Payload(Encoding.of(read, false), honest.fingerprint(), honest.bytes());

        assertThatThrownBy(() -> of(ValueFormat.JSON, User.class).decode(mislabelled))
                .isInstanceOf(UnreadableValueException.class);
    }

    @ParameterizedTest
    @MethodSource("binary")
    void isSmallerThanJson(ValueFormat format) {
        assertThat(of(format, User.class).encode(user()).size())
                .isLessThan(of(ValueFormat.JSON, User.class).encode(user()).size());
    }

    private static User user() {
        return new User(7, "Zoë", Optional.of("z"), List.of(Role.ADMIN, Role.READER), Instant.ofEpochSecond(1_000_000));
    }

    /** Whatever the bytes are: a value of the type, null as from the JSON {@code null}, or unreadable. */
    @ParameterizedTest
    @MethodSource("binary")
    void survivesAnyDamage(ValueFormat format) throws Exception {
        ValueCodec codec = of(format, User.class);
        Payload payload = codec.encode(user());
        byte[] bytes = bytesOf(payload);
        Random random = new Random(20261122);
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] damaged = Arrays.copyOf(bytes, random.nextBoolean() ? bytes.length : random.nextInt(bytes.length));
            for (int i = random.nextInt(4); i > 0 && damaged.length > 0; i--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            Payload bad = new Payload(payload.encoding(), payload.fingerprint(), ByteBuffer.wrap(damaged));
            try {
                assertThat(codec.decode(bad))
                        .satisfiesAnyOf(
                                read -> assertThat(read).isNull(),
                                read -> assertThat(read).isInstanceOf(User.class));
            } catch (UnreadableValueException unreadable) {
                assertThat(unreadable).hasMessageNotContaining("Zoë");
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(5_000);
    }

    @ParameterizedTest
    @MethodSource("binary")
    void refusesWhatFollowsTheValue(ValueFormat format) {
        ValueCodec codec = of(format, Circle.class);
        Payload payload = codec.encode(new Circle(1));
        byte[] more = Arrays.copyOf(bytesOf(payload), payload.size() + 1);
        Payload longer = new Payload(payload.encoding(), payload.fingerprint(), ByteBuffer.wrap(more));

        assertThatThrownBy(() -> codec.decode(longer)).isInstanceOf(UnreadableValueException.class);
    }

    @ParameterizedTest
    @MethodSource("binary")
    void choosesNoClassThatTheTypeDoesNotName(ValueFormat format) {
        ValueCodec codec = of(format, Shape.class);
        Map<String, Object> hostile = new LinkedHashMap<>();
        hostile.put("@type", "java.lang.ProcessBuilder");
        hostile.put("radius", 1);

        assertThatThrownBy(() -> codec.decode(foreign(format, codec, hostile)))
                .isInstanceOf(UnreadableValueException.class);
    }

    @ParameterizedTest
    @MethodSource("binary")
    void ignoresUnknownProperties(ValueFormat format) throws Exception {
        ValueCodec codec = of(format, Tree.class);
        Map<String, Object> newer = Map.of("@class", "x", "age", 1, "name", "a", "children", List.of());

        assertThat(codec.decode(foreign(format, codec, newer))).isEqualTo(new Tree("a", List.of()));
    }

    /** Written by another mapper, as another program would. */
    private static Payload foreign(ValueFormat format, ValueCodec codec, Object value) {
        ObjectMapper mapper = format == ValueFormat.SMILE ? new SmileMapper() : new CBORMapper();
        byte[] bytes = mapper.writeValueAsBytes(value);
        return new Payload(Encoding.of(format, false), codec.encode(null).fingerprint(), ByteBuffer.wrap(bytes));
    }

    @ParameterizedTest
    @MethodSource("binary")
    void followsTheMapperInAllButTheTokens(ValueFormat format) throws Exception {
        SimpleModule money = new SimpleModule()
                .addSerializer(Money.class, new MoneyWriter())
                .addDeserializer(Money.class, new MoneyReader());
        JsonMapper mapper = JsonMapper.builder()
                .addModule(money)
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(JsonReadFeature.values())
                .enable(JsonWriteFeature.values())
                .build();
        ValueCodec codec = JacksonCodec.create(mapper).writing(format, "a test").forType(Person.class, LIMITS);
        Payload payload = codec.encode(new Person("Ada", new Money(5)));

        assertThat(codec.decode(payload)).isEqualTo(new Person("Ada", new Money(5)));
        assertThat(text(payload)).contains("first_name", "hundredths").doesNotContain("firstName", "cents");
    }

    @ParameterizedTest
    @MethodSource("binary")
    void followsMixIns(ValueFormat format) throws Exception {
        JsonMapper mapper =
                JsonMapper.builder().addMixIn(Person.class, Renamed.class).build();
        Codec changed = JacksonCodec.create(mapper);
        ValueCodec codec = changed.writing(format, "a test").forType(Person.class, LIMITS);
        Payload payload = codec.encode(new Person("Ada", new Money(5)));

        assertThat(text(payload)).contains("given").doesNotContain("firstName");
        assertThat(changed.forType(Person.class, LIMITS).decode(payload)).isEqualTo(new Person("Ada", new Money(5)));
        assertThat(payload.fingerprint())
                .isNotEqualTo(of(format, Person.class).encode(null).fingerprint());
    }

    @ParameterizedTest
    @MethodSource("binary")
    void refusesTypesThatCouldNotBeReadBack(ValueFormat format) {
        for (Type type : List.<Type>of(Object.class, new TypeRef<List<Object>>() {}.type(), Thread.class)) {
            assertThatThrownBy(() -> of(format, type)).isInstanceOf(InvalidConfigurationException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("binary")
    void refusesAValueAboveTheLimit(ValueFormat format) {
        ValueCodec codec = writing(format).forType(String.class, new SizeLimits(Long.MAX_VALUE, 100));

        assertThatThrownBy(() -> codec.encode("x".repeat(200))).isInstanceOf(ValueTooLargeException.class);
    }

    @ParameterizedTest
    @MethodSource("binary")
    void refusesRawJson(ValueFormat format) {
        assertThatThrownBy(() -> of(format, Raw.class).encode(new Raw("{}")))
                .isInstanceOf(UnwritableValueException.class);
    }

    @ParameterizedTest
    @EnumSource(ValueFormat.class)
    void everyFormatHasAnEncodingOfItsOwn(ValueFormat format) {
        for (boolean compressed : new boolean[] {true, false}) {
            assertThat(Encoding.of(format, compressed).format()).isEqualTo(format);
            assertThat(Encoding.of(format, compressed).isCompressed()).isEqualTo(compressed);
        }
        assertThat(Stream.of(Encoding.values()).map(Encoding::mark)).doesNotHaveDuplicates();
    }

    @Test
    void aCodecWithAFormatOfItsOwnRefusesAnother() {
        Codec own = CODEC::forType;

        assertThat(own.writing(ValueFormat.JSON, "a test")).isSameAs(own);
        assertThatThrownBy(() -> own.writing(ValueFormat.CBOR, "cachekit.caches.feed.codec"))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageStartingWith("cachekit.caches.feed.codec: codec chooses among the formats of CacheKit")
                .hasMessageContaining("but was cbor; leave codec out");
    }

    private static byte[] bytesOf(Payload payload) {
        byte[] bytes = new byte[payload.size()];
        payload.bytes().get(bytes);
        return bytes;
    }

    private static String text(Payload payload) {
        return new String(bytesOf(payload), StandardCharsets.ISO_8859_1);
    }
}
