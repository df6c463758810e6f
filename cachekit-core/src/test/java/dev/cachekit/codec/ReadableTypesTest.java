package dev.cachekit.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonKey;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.TypeRef;
import java.io.InputStream;
import java.io.Serializable;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.annotation.JsonDeserialize;

class ReadableTypesTest {

    record Page<T>(List<T> items) {}

    record Attributes(String name, Map<String, Object> values) {}

    interface Plain {}

    abstract static class Abstract {
        public int x;
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
    interface ByClass {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    interface NamedButWithoutSubtypes {}

    record ByClassAtField(
            @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS) Plain plain) {}

    record ByClassAtContent(
            @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS) List<Plain> plains) {}

    record NamedAtContent(
            @JsonTypeInfo(use = JsonTypeInfo.Id.NAME) @JsonSubTypes(@JsonSubTypes.Type(Impl.class))
            List<Plain> plains) {}

    record Impl(int x) implements Plain {}

    record HoldsClass(Class<?> type) {}

    static final class NoCreator {
        public final int x;

        NoCreator(int x, int y) {
            this.x = x + y;
        }
    }

    static final class Opaque {
        private int hidden;

        void grow() {
            hidden++;
        }
    }

    record Id(String value) {}

    record KeyId(@JsonKey @JsonValue String value) {
        @JsonCreator
        KeyId {}
    }

    record Deep(Optional<List<Attributes>> all) {}

    static final class AnyProperties {
        private final Map<String, Object> all = new HashMap<>();

        @JsonAnyGetter
        public Map<String, Object> all() {
            return all;
        }

        @JsonAnySetter
        public void set(String name, Object value) {
            all.put(name, value);
        }
    }

    static final class Delegating {
        private final List<Object> all;

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        Delegating(List<Object> all) {
            this.all = all;
        }

        @JsonValue
        List<Object> all() {
            return all;
        }
    }

    @JsonDeserialize(builder = Built.Builder.class)
    static final class Built {
        private final int x;

        private Built(int x) {
            this.x = x;
        }

        public int getX() {
            return x;
        }

        static final class Builder {
            private int x;

            public Builder withX(int x) {
                this.x = x;
                return this;
            }

            public Built build() {
                return new Built(x);
            }
        }
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                refused(Object.class, "its own type"),
                refused(Number.class, "its own type"),
                refused(Serializable.class, "its own type"),
                refused(List.class, "java.lang.Object in List[]"),
                refused(Map.class, "Object"),
                refused(Page.class, "java.lang.Object in Page.items[]"),
                refused(new TypeRef<List<?>>() {}.type(), "java.lang.Object"),
                refused(Attributes.class, "java.lang.Object in Attributes.values[]"),
                refused(AnyProperties.class, "java.lang.Object"),
                refused(Delegating.class, "java.lang.Object in List[]"),
                refused(Deep.class, "java.lang.Object in Attributes.values[]"),
                refused(Plain.class, "must name its subtypes"),
                refused(Abstract.class, "must name its subtypes"),
                refused(NamedButWithoutSubtypes.class, "must name its subtypes"),
                refused(new TypeRef<List<Plain>>() {}.type(), "Plain in List[]"),
                refused(ByClass.class, "no class name"),
                refused(ByClassAtField.class, "no class name"),
                refused(ByClassAtContent.class, "no class name"),
                refused(HoldsClass.class, "no class name"),
                refused(NoCreator.class, "construct"),
                refused(Opaque.class, "show its fields"),
                refused(new TypeRef<Map<Id, String>>() {}.type(), "keys of a cached map"),
                refused(new TypeRef<Map<Object, String>>() {}.type(), "keys of a cached map"),
                refused(new TypeRef<Supplier<String>>() {}.type(), "must name its subtypes"),
                refused(new TypeRef<Function<String, String>>() {}.type(), "must name its subtypes"),
                refused(new TypeRef<Stream<String>>() {}.type(), "must be data"),
                refused(new TypeRef<Iterator<String>>() {}.type(), "must be data"),
                refused(new TypeRef<CompletableFuture<String>>() {}.type(), "must be data"),
                refused(InputStream.class, "must be data"),
                refused(Thread.class, "must be data"));
    }

    private static Arguments refused(Type type, String message) {
        return Arguments.of(type, message);
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void refusesATypeThatCouldNotBeReadBack(Type type, String message) {
        assertThatThrownBy(() -> JacksonCodec.create().check("@CacheAside on Users#find", type))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageStartingWith("@CacheAside on Users#find: ")
                .hasMessageContaining(message);
    }

    static <T> List<T> generic() {
        return List.of();
    }

    @Test
    void refusesATypeVariable() throws Exception {
        Type type = ReadableTypesTest.class.getDeclaredMethod("generic").getGenericReturnType();

        assertThatThrownBy(() -> JacksonCodec.create().check("here", type))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("resolved")
                .hasMessageContaining("List<T>");
    }

    static Stream<Type> readable() {
        return Stream.of(
                NamedAtContent.class,
                Built.class,
                JsonNode.class,
                new TypeRef<Map<KeyId, String>>() {}.type(),
                new TypeRef<Collection<Page<Id>>>() {}.type(),
                new TypeRef<Iterable<Id>>() {}.type(),
                new TypeRef<Map.Entry<String, Id>>() {}.type());
    }

    @ParameterizedTest
    @MethodSource("readable")
    void acceptsATypeThatJacksonReadsBack(Type type) {
        JacksonCodec.create().check("here", type);
        assertThat(type).isNotNull();
    }
}
