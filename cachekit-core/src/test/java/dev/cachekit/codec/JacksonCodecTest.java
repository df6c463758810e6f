package dev.cachekit.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.TypeRef;
import dev.cachekit.spi.Encoding;
import dev.cachekit.spi.Payload;
import dev.cachekit.spi.SizeLimits;
import dev.cachekit.spi.UnreadableValueException;
import dev.cachekit.spi.ValueCodec;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DefaultTyping;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

class JacksonCodecTest {

    private static final SizeLimits LIMITS = new SizeLimits(Long.MAX_VALUE, 1_000_000);
    private static final JacksonCodec CODEC = JacksonCodec.create();

    record User(long id, String name, Optional<String> nick, List<Role> roles, Instant since) {}

    enum Role {
        ADMIN,
        READER
    }

    record Page<T>(List<T> items, int total) {}

    record Tree(String name, List<Tree> children) {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Circle.class, name = "circle"),
        @JsonSubTypes.Type(value = Box.class, name = "box")
    })
    sealed interface Shape permits Circle, Box {}

    record Circle(double radius) implements Shape {}

    record Box(double width, double height) implements Shape {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    sealed interface Event permits Opened, Closed {}

    record Opened(String by) implements Event {}

    record Closed(int code) implements Event {}

    record Isbn(@JsonValue String digits) {}

    public static final class Bean {
        private String name = "";
        private int age;

        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }

        public int getAge() {
            return age;
        }

        public void setAge(int age) {
            this.age = age;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Bean that && name.equals(that.name) && age == that.age;
        }

        @Override
        public int hashCode() {
            return age;
        }
    }

    static Stream<Arguments> values() {
        User user = new User(7, "Zoë \"Q\" 東京", Optional.of("z"), List.of(Role.ADMIN), Instant.ofEpochSecond(1, 1));
        Bean bean = new Bean();
        bean.setName("b");
        bean.setAge(3);
        return Stream.of(
                value(new TypeRef<User>() {}, user),
                value(new TypeRef<User>() {}, new User(7, null, Optional.empty(), List.of(), null)),
                value(new TypeRef<Bean>() {}, bean),
                value(new TypeRef<Page<User>>() {}, new Page<>(List.of(user), 1)),
                value(
                        new TypeRef<Map<String, Page<List<User>>>>() {},
                        Map.of("a", new Page<>(List.of(List.of(user)), 1))),
                value(new TypeRef<Tree>() {}, new Tree("a", List.of(new Tree("b", List.of())))),
                value(new TypeRef<Shape>() {}, new Circle(1.5)),
                value(new TypeRef<List<Shape>>() {}, List.of(new Circle(0.1), new Box(1, 2))),
                value(new TypeRef<Circle>() {}, new Circle(2)),
                value(new TypeRef<Event>() {}, new Closed(3)),
                value(new TypeRef<Optional<Event>>() {}, Optional.of(new Opened("me"))),
                value(new TypeRef<Optional<User>>() {}, Optional.empty()),
                value(new TypeRef<Isbn>() {}, new Isbn("978")),
                value(new TypeRef<String>() {}, ""),
                value(new TypeRef<Integer>() {}, -1),
                value(new TypeRef<Long>() {}, Long.MIN_VALUE),
                value(new TypeRef<Double>() {}, Double.NaN),
                value(new TypeRef<Boolean>() {}, true),
                value(new TypeRef<Role>() {}, Role.READER),
                value(new TypeRef<UUID>() {}, UUID.fromString("7a2f0c1e-8f5b-4a52-9d3c-0123456789ab")),
                value(new TypeRef<BigInteger>() {}, BigInteger.TEN.pow(60)),
                value(new TypeRef<BigDecimal>() {}, new BigDecimal("1.500")),
                value(new TypeRef<BigDecimal>() {}, new BigDecimal("1E+3")),
                value(new TypeRef<List<BigDecimal>>() {}, List.of(new BigDecimal("0.1000000000000000000000000001"))),
                value(new TypeRef<Instant>() {}, Instant.parse("2026-11-21T10:00:00.123456789Z")),
                value(new TypeRef<LocalDate>() {}, LocalDate.of(2026, 11, 21)),
                value(new TypeRef<LocalDateTime>() {}, LocalDateTime.of(2026, 11, 21, 10, 0, 0, 1)),
                value(new TypeRef<OffsetDateTime>() {}, OffsetDateTime.parse("2026-11-21T10:00+05:30")),
                value(new TypeRef<ZonedDateTime>() {}, ZonedDateTime.parse("2026-11-21T10:00+01:00[Europe/Paris]")),
                value(new TypeRef<Duration>() {}, Duration.ofNanos(1_000_000_001)),
                value(new TypeRef<Map<Role, Long>>() {}, Map.of(Role.ADMIN, 1L)),
                value(new TypeRef<EnumMap<Role, List<Long>>>() {}, new EnumMap<>(Map.of(Role.ADMIN, List.of(1L)))),
                value(new TypeRef<EnumSet<Role>>() {}, EnumSet.of(Role.READER)),
                value(new TypeRef<Map<Long, User>>() {}, Map.of(5L, user)),
                value(new TypeRef<Map<LocalDate, Integer>>() {}, Map.of(LocalDate.EPOCH, 1)),
                value(new TypeRef<Map<UUID, Integer>>() {}, new HashMap<>(Map.of(new UUID(1, 2), 1))),
                value(new TypeRef<Set<TimeUnit>>() {}, Set.of(TimeUnit.DAYS)),
                value(new TypeRef<List<Optional<Integer>>>() {}, List.of(Optional.of(1), Optional.empty())),
                value(new TypeRef<List<? extends Shape>>() {}, List.of(new Circle(1))));
    }

    private static Arguments value(TypeRef<?> type, Object value) {
        return Arguments.of(type.type(), value);
    }

    @ParameterizedTest
    @MethodSource("values")
    void readsBackWhatItWrote(Type type, Object value) throws Exception {
        ValueCodec codec = CODEC.forType(type, LIMITS);

        assertThat(codec.decode(codec.encode(value))).isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("values")
    void readsBackWhatItCompressed(Type type, Object value) throws Exception {
        ValueCodec codec = CODEC.forType(type, new SizeLimits(1, 1_000_000));

        assertThat(codec.decode(codec.encode(value))).isEqualTo(value);
    }

    @Test
    void readsBackBytesAndPrimitives() throws Exception {
        byte[] bytes = {0, 1, -128, 127};
        ValueCodec ofBytes = CODEC.forType(byte[].class, LIMITS);
        ValueCodec ofInt = CODEC.forType(int.class, LIMITS);

        assertThat((byte[]) ofBytes.decode(ofBytes.encode(bytes))).isEqualTo(bytes);
        assertThat(ofInt.decode(ofInt.encode(5))).isEqualTo(5);
    }

    @Test
    void writesNullWithoutBytes() throws Exception {
        ValueCodec codec = CODEC.forType(User.class, LIMITS);
        Payload payload = codec.encode(null);

        assertThat(payload.encoding()).isEqualTo(Encoding.NULL);
        assertThat(payload.size()).isZero();
        assertThat(codec.decode(payload)).isNull();
    }

    @Test
    void writesReadableJson() {
        Payload payload = CODEC.forType(Shape.class, LIMITS).encode(new Circle(1.5));

        assertThat(UTF_8.decode(payload.bytes()).toString()).isEqualTo("{\"@type\":\"circle\",\"radius\":1.5}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "{\"radius\":1.5} x", "{\"radius\":1.5}{}", "[1]", "\"text\"", "{\"radius\":\"wide\"}"})
    void refusesJsonThatDoesNotFit(String json) {
        ValueCodec codec = CODEC.forType(Circle.class, LIMITS);
        String fingerprint = codec.encode(null).fingerprint();

        assertThatThrownBy(() -> codec.decode(payload(Encoding.JSON, fingerprint, json.getBytes(UTF_8))))
                .isInstanceOf(UnreadableValueException.class)
                .hasMessageNotContaining("wide");
    }

    @Test
    void refusesAValueOfAnotherStructure() {
        ValueCodec codec = CODEC.forType(Circle.class, LIMITS);
        Payload box = CODEC.forType(Box.class, LIMITS).encode(new Box(1, 2));

        assertThatThrownBy(() -> codec.decode(box)).isInstanceOf(UnreadableValueException.class);
    }

    @Test
    void ignoresUnknownPropertiesAndClassNamesInThem() throws Exception {
        ValueCodec codec = CODEC.forType(Tree.class, LIMITS);
        String hostile = "{\"@class\":\"java.lang.ProcessBuilder\",\"age\":1,\"name\":\"a\",\"children\":[]}";
        Payload payload = payload(Encoding.JSON, codec.encode(null).fingerprint(), hostile.getBytes(UTF_8));

        assertThat(codec.decode(payload)).isEqualTo(new Tree("a", List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"java.lang.ProcessBuilder", "dev.cachekit.codec.JacksonCodecTest$Circle", "triangle"})
    void choosesNoClassThatTheTypeDoesNotName(String hostile) {
        ValueCodec codec = CODEC.forType(Shape.class, LIMITS);
        byte[] json = ("{\"@type\":\"" + hostile + "\",\"radius\":1}").getBytes(UTF_8);
        Payload payload = payload(Encoding.JSON, codec.encode(null).fingerprint(), json);

        assertThatThrownBy(() -> codec.decode(payload)).isInstanceOf(UnreadableValueException.class);
    }

    @Test
    void refusesAMapperWithDefaultTyping() {
        BasicPolymorphicTypeValidator any = BasicPolymorphicTypeValidator.builder()
                .allowIfBaseType(Object.class)
                .build();
        JsonMapper mapper = JsonMapper.builder()
                .activateDefaultTyping(any, DefaultTyping.NON_FINAL)
                .build();

        assertThatThrownBy(() -> JacksonCodec.create(mapper))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("default typing");
    }

    @Test
    void refusesAValueOfAnotherType() {
        ValueCodec codec = CODEC.forType(Circle.class, LIMITS);

        assertThatThrownBy(() -> codec.encode("a secret"))
                .isInstanceOf(UnwritableValueException.class)
                .hasMessageContaining("java.lang.String")
                .hasMessageContaining("Circle")
                .hasMessageNotContaining("secret");
    }

    @Test
    void tellsTheTypeWhenAValueCannotBeWritten() {
        Tree[] holder = new Tree[1];
        List<Tree> children = new java.util.ArrayList<>();
        holder[0] = new Tree("a", children);
        children.add(holder[0]);

        assertThatThrownBy(() -> CODEC.forType(Tree.class, LIMITS).encode(holder[0]))
                .isInstanceOf(UnwritableValueException.class)
                .hasMessageContaining("Tree");
    }

    private static Payload payload(Encoding encoding, String fingerprint, byte[] bytes) {
        return new Payload(encoding, fingerprint, ByteBuffer.wrap(bytes));
    }
}
