package dev.cachekit.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.TypeRef;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeyTypesTest {

    record Id(long value) {}

    record Tree(String name, List<Tree> children) {}

    record Holder(Id id, Thread thread) {}

    record Pair<A>(A left, A right) {}

    static Stream<Type> stable() {
        return Stream.of(
                int.class,
                String.class,
                CharSequence.class,
                Double.class,
                UUID.class,
                URI.class,
                Date.class,
                Instant.class,
                TimeUnit.class,
                long[].class,
                Id.class,
                Id[].class,
                Tree.class,
                new TypeRef<List<Id>>() {}.type(),
                new TypeRef<Map<String, Set<Integer>>>() {}.type(),
                new TypeRef<Optional<Id>>() {}.type());
    }

    static Stream<Type> knownAtRuntime() {
        return Stream.of(
                Object.class,
                Number.class,
                Comparable.class,
                List.class,
                Runnable.class,
                Pair.class,
                new TypeRef<List<?>>() {}.type(),
                new TypeRef<Map<String, Object>>() {}.type());
    }

    static Stream<Type> unsupported() {
        return Stream.of(
                Thread.class,
                Thread[].class,
                Clock.class,
                AtomicInteger.class,
                Holder.class,
                void.class,
                new TypeRef<List<Thread>>() {}.type(),
                new TypeRef<Map<Object, Thread>>() {}.type(),
                new TypeRef<Pair<Thread>>() {}.type());
    }

    @ParameterizedTest
    @MethodSource("stable")
    void findsAStableText(Type type) {
        assertThat(KeyTypes.check(type)).isInstanceOf(KeyCheck.Stable.class);
    }

    @ParameterizedTest
    @MethodSource("knownAtRuntime")
    void leavesAnOpenTypeToTheFirstCall(Type type) {
        assertThat(KeyTypes.check(type)).isInstanceOf(KeyCheck.KnownAtRuntime.class);
    }

    @ParameterizedTest
    @MethodSource("unsupported")
    void findsThatThereIsNoStableText(Type type) {
        assertThat(KeyTypes.check(type)).isInstanceOf(KeyCheck.Unsupported.class);
    }
}
