package dev.cachekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.ParameterizedType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TypeRefTest {

    @Test
    void keepsTheTypeArgumentsOfAnAnonymousSubclass() {
        TypeRef<List<String>> strings = new TypeRef<>() {};

        assertThat(strings.type()).isInstanceOf(ParameterizedType.class);
        assertThat(strings).hasToString("java.util.List<java.lang.String>");
    }

    @Test
    void refersToAPlainClass() {
        assertThat(TypeRef.of(String.class).type()).isEqualTo(String.class);
    }

    @Test
    void refersToATypeFoundByReflection() throws NoSuchMethodException {
        TypeRef<?> found = TypeRef.of(Shapes.class.getDeclaredMethod("names").getGenericReturnType());

        assertThat(found).isEqualTo(new TypeRef<List<String>>() {});
    }

    @Test
    void equalsAnotherReferenceToTheSameType() {
        TypeRef<String> anonymous = new TypeRef<>() {};

        assertThat(anonymous).isEqualTo(TypeRef.of(String.class)).hasSameHashCodeAs(TypeRef.of(String.class));
    }

    @Test
    void differsFromAReferenceToAnotherTypeArgument() {
        assertThat(new TypeRef<List<String>>() {}).isNotEqualTo(new TypeRef<List<Long>>() {});
    }

    @Test
    void acceptsWildcardsOverKnownTypes() {
        assertThat(new TypeRef<List<? extends Number>>() {}).hasToString("java.util.List<? extends java.lang.Number>");
    }

    @Test
    @SuppressWarnings("rawtypes")
    void refusesASubclassWithoutTypeArgument() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TypeRef() {})
                .withMessageContaining("write new TypeRef<List<String>>() {}");
    }

    @Test
    void refusesATypeVariable() {
        assertThatIllegalArgumentException()
                .isThrownBy(TypeRefTest::<String>unresolved)
                .withMessageContaining("must be known but was java.util.Map<java.lang.String, java.util.List<T>>");
    }

    @Test
    void refusesATypeVariableInAnArray() throws NoSuchMethodException {
        var array = Shapes.class.getDeclaredMethod("array").getGenericReturnType();

        assertThatIllegalArgumentException().isThrownBy(() -> TypeRef.of(array));
    }

    private static <T> TypeRef<Map<String, List<T>>> unresolved() {
        return new TypeRef<>() {};
    }

    interface Shapes {
        List<String> names();

        <T> List<T>[] array();
    }
}
