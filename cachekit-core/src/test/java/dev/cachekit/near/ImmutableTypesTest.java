package dev.cachekit.near;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.TypeRef;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ImmutableTypesTest {

    record Name(String first, String last) {}

    record User(long id, Name name, Optional<LocalDate> born, DayOfWeek favourite, BigDecimal balance) {}

    record Node(String text, @Nullable Node next) {}

    record Pair<A, B>(A left, B right) {}

    record WithList(List<String> names) {}

    record WithArray(byte[] bytes) {}

    record WithBean(Bean bean) {}

    sealed interface Shape permits Circle, Square {}

    record Circle(double radius) implements Shape {}

    record Square(double side) implements Shape {}

    sealed interface Message permits Text, Attachment {}

    record Text(String text) implements Message {}

    record Attachment(byte[] bytes) implements Message {}

    sealed interface Open permits AnyKind {}

    non-sealed interface AnyKind extends Open {}

    static final class Frozen {
        final String text = "";
        final Name name = new Name("", "");
    }

    static class Extensible {
        final String text = "";
    }

    static final class HalfFrozen {
        String text = "";
    }

    static final class HeirOfABean extends Bean {
        final String more = "";
    }

    static class Bean {
        int count;
    }

    static List<Type> immutable() {
        return List.of(
                int.class,
                Long.class,
                String.class,
                UUID.class,
                URI.class,
                Instant.class,
                Duration.class,
                ZoneId.class,
                DayOfWeek.class,
                Name.class,
                User.class,
                Node.class,
                Shape.class,
                Frozen.class,
                new TypeRef<Optional<Name>>() {}.type(),
                new TypeRef<Pair<String, Name>>() {}.type(),
                new TypeRef<Optional<Pair<String, Integer>>>() {}.type());
    }

    static List<Type> changeable() {
        return List.of(
                Object.class,
                byte[].class,
                Date.class,
                Clock.class,
                CharSequence.class,
                Number.class,
                Bean.class,
                WithList.class,
                WithArray.class,
                WithBean.class,
                Message.class,
                Open.class,
                Extensible.class,
                HalfFrozen.class,
                HeirOfABean.class,
                Pair.class,
                new TypeRef<Pair<String, Bean>>() {}.type(),
                new TypeRef<Optional<Bean>>() {}.type(),
                new TypeRef<List<String>>() {}.type(),
                new TypeRef<Map<String, String>>() {}.type(),
                new TypeRef<Optional<?>>() {}.type());
    }

    @ParameterizedTest
    @MethodSource("immutable")
    void sharesWhatNobodyCanChange(Type type) {
        assertThat(ImmutableTypes.isDeeplyImmutable(type)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("changeable")
    void copiesWhatSomebodyCouldChange(Type type) {
        assertThat(ImmutableTypes.isDeeplyImmutable(type)).isFalse();
    }
}
