package dev.cachekit.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.cachekit.TypeRef;
import dev.cachekit.spi.SizeLimits;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** The structure of a type, in eight digits. */
class FingerprintTest {

    private static final SizeLimits LIMITS = new SizeLimits(1000, 1000);

    interface Before {
        record User(long id, String name, Address address, Kind kind, List<User> friends) {}

        record Address(String city) {}

        enum Kind {
            A,
            B
        }
    }

    record Wide(Map<String, Set<Before.User>> users) {}

    record Added(long id, String name, int age) {}

    record Removed(long id) {}

    record Renamed(long id, String title) {}

    record Retyped(int id, String name) {}

    record Explicit(@JsonProperty("identity") long id, String name) {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    @JsonSubTypes({@JsonSubTypes.Type(value = X.class, name = "x")})
    interface Shape {}

    record X(int a) implements Shape {}

    record Y(int a) implements Shape {}

    @JsonSubTypes({@JsonSubTypes.Type(value = X.class, name = "x"), @JsonSubTypes.Type(value = Y.class, name = "y")})
    interface WithY {}

    @JsonSubTypes({@JsonSubTypes.Type(value = X.class, name = "renamed")})
    interface WithRenamed {}

    static Stream<Type> types() {
        return Stream.of(
                Before.User.class,
                Wide.class,
                Added.class,
                Removed.class,
                Renamed.class,
                Retyped.class,
                Explicit.class,
                Shape.class,
                X.class,
                String.class,
                Long.class,
                long.class,
                Before.Kind.class,
                new TypeRef<List<Before.User>>() {}.type(),
                new TypeRef<Set<Before.User>>() {}.type(),
                new TypeRef<List<String>>() {}.type());
    }

    @ParameterizedTest
    @MethodSource("types")
    void isTheSameInEveryCodec(Type type) {
        assertThat(fingerprint(JsonMapper.builder().build(), type))
                .matches("[0-9a-f]{8}")
                .isEqualTo(fingerprint(JsonMapper.builder().build(), type));
    }

    @Test
    void differsBetweenStructures() {
        Map<String, Type> seen = new HashMap<>();

        assertThat(types())
                .allSatisfy(type ->
                        assertThat(seen.putIfAbsent(fingerprint(type), type)).isNull());
    }

    @Test
    void isTheSameWhateverWasAskedBefore() {
        JacksonCodec fresh = JacksonCodec.create();
        JacksonCodec used = JacksonCodec.create();
        types().forEach(type -> used.forType(type, LIMITS));

        assertThat(used.forType(Wide.class, LIMITS).encode(null).fingerprint())
                .isEqualTo(fresh.forType(Wide.class, LIMITS).encode(null).fingerprint());
    }

    @Test
    void staysForOneStructureInAnyJavaMachine() {
        assertThat(fingerprint(Before.User.class)).isEqualTo("cbc6555c");
    }

    @Test
    void changesWithASubtypeOrItsName() {
        String before = fingerprint(Shape.class);
        JsonMapper added =
                JsonMapper.builder().addMixIn(Shape.class, WithY.class).build();
        JsonMapper renamed =
                JsonMapper.builder().addMixIn(Shape.class, WithRenamed.class).build();

        assertThat(fingerprint(added, Shape.class)).isNotEqualTo(before);
        assertThat(fingerprint(renamed, Shape.class)).isNotEqualTo(before);
    }

    @Test
    void changesWithTheNamesThatAMapperGives() {
        JsonMapper upper = JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
                .build();

        assertThat(fingerprint(upper, Before.User.class)).isNotEqualTo(fingerprint(Before.User.class));
    }

    /** Two class loaders stand for two versions of one class. */
    @Test
    void tellsVersionsOfOneClassApart() throws Exception {
        String source = "public record Item(%s) {}";
        String first = fingerprint(VersionedClass.compile("Item", source.formatted("long id, String name")));

        assertThat(fingerprint(VersionedClass.compile("Item", source.formatted("String name, long id"))))
                .isEqualTo(first);
        for (String changed :
                List.of("long id", "long id, String name, int age", "long id, String title", "int id, String name")) {
            assertThat(fingerprint(VersionedClass.compile("Item", source.formatted(changed))))
                    .isNotEqualTo(first);
        }
    }

    @Test
    void tellsVersionsOfOneEnumApart() throws Exception {
        String first = fingerprint(VersionedClass.compile("Kind", "public enum Kind { A, B }"));

        assertThat(fingerprint(VersionedClass.compile("Kind", "public enum Kind { B, A }")))
                .isEqualTo(first);
        assertThat(fingerprint(VersionedClass.compile("Kind", "public enum Kind { A, B, C }")))
                .isNotEqualTo(first);
    }

    private static String fingerprint(Type type) {
        return fingerprint(JsonMapper.builder().build(), type);
    }

    private static String fingerprint(JsonMapper mapper, Type type) {
        return JacksonCodec.create(mapper).forType(type, LIMITS).encode(null).fingerprint();
    }
}
