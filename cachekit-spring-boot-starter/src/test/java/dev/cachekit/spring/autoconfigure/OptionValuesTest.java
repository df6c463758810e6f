package dev.cachekit.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.util.unit.DataSize;

/** A senseless value of any option stops the start, and is told with the option's name. Options are found, not listed. */
class OptionValuesTest {

    // Texts that are read as durations.
    private static final Set<String> TIMES = Set.of("ttl", "nullTtl", "maxWait", "lease", "per");
    // Orders may be negative, and some are not looked at here.
    private static final Set<String> ANY_NUMBER = Set.of(
            "cachekit.advisor-order",
            "cachekit.web.filter-order",
            // looked at in web applications only, see WebConfigurationTest
            "cachekit.web.rate-limits[0].cost");
    // They have the same options as a cache.
    private static final Set<String> LIKE_CACHES = Set.of("cachekit.defaults", "cachekit.profiles");

    record Option(String name, Class<?> type, boolean time) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Option> options() {
        return below("cachekit", CacheKitProperties.class);
    }

    private static Stream<Option> below(String prefix, Class<?> group) {
        return Stream.of(group.getRecordComponents())
                .flatMap(component ->
                        option(prefix + "." + DataObjectPropertyName.toDashedForm(component.getName()), component))
                .filter(option -> LIKE_CACHES.stream().noneMatch(option.name()::startsWith));
    }

    private static Stream<Option> option(String name, RecordComponent component) {
        if (component.getGenericType() instanceof ParameterizedType many) {
            List<Type> types = List.of(many.getActualTypeArguments());
            String one = name + (types.size() == 2 ? ".x" : "[0]");
            return types.get(types.size() - 1) instanceof Class<?> type && type.isRecord()
                    ? below(one, type)
                    : Stream.empty();
        }
        Class<?> type = component.getType();
        return type.isRecord()
                ? below(name, type)
                : Stream.of(new Option(name, type, TIMES.contains(component.getName())));
    }

    static Stream<Option> optionsThatAreNoText() {
        return options().filter(option -> option.type() != String.class || option.time());
    }

    static Stream<Option> amounts() {
        return options()
                .filter(option -> option.time()
                        || option.type() == Duration.class
                        || option.type() == DataSize.class
                        || (option.type().isPrimitive() && option.type() != boolean.class)
                        || Number.class.isAssignableFrom(option.type()))
                .filter(option -> !ANY_NUMBER.contains(option.name()));
    }

    @ParameterizedTest
    @MethodSource("optionsThatAreNoText")
    void nonsenseIsRefused(Option option) {
        assertThat(refusal(option, "x!")).startsWith(option.name()).contains("x!", "; ");
    }

    @ParameterizedTest
    @MethodSource("amounts")
    void lessThanNothingIsRefused(Option option) {
        boolean time = option.time() || option.type() == Duration.class;
        String value = time ? "-1s" : option.type() == DataSize.class ? "-1B" : "-1";
        assertThat(refusal(option, value))
                .startsWith(option.name().replaceAll("(bands\\[0]).*", "$1")) // a band is told as a whole
                .contains(option.name().replaceAll(".*\\.", ""), "-1", "; ");
    }

    /** A band needs both. */
    private static String refusal(Option option, String value) {
        return Starts.refusal(
                "cachekit.rate-limiters.x.bands[0].permits=5",
                "cachekit.rate-limiters.x.bands[0].per=5s",
                option.name() + "=" + value);
    }
}
