package dev.cachekit.spring.advisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.cachekit.TypeRef;
import dev.cachekit.engine.CacheKitBuilder;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.spring.aop.finding.FindingKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoundTripsTest {

    enum Colour {
        RED
    }

    record Line(String sku, int count) {}

    record Order(UUID id, Instant at, BigDecimal sum, Colour colour, List<Line> lines, Map<String, Long> counts) {}

    /** What is written as {@code total} is not read again. */
    static class Lossy {
        @JsonProperty(access = JsonProperty.Access.READ_ONLY)
        String total;

        public String getTotal() {
            return total;
        }
    }

    static class Bean {
        private String name;
        private int[] numbers;

        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }

        public int[] getNumbers() {
            return numbers;
        }

        public void setNumbers(int[] numbers) {
            this.numbers = numbers;
        }
    }

    /** Cannot be written again once it was read. */
    record Forgetful(String name, @JsonIgnore UUID secret) {

        public String getShown() {
            return secret.toString();
        }
    }

    record Strict(int positive) {
        Strict {
            throw new IllegalArgumentException("nothing is good enough");
        }
    }

    private final CacheKitEngine kit = new CacheKitBuilder().build();

    @AfterEach
    void close() {
        kit.close();
    }

    @Test
    void typesThatComeBackAsTheyWereAreNotTold() {
        kit.cache("orders", Order.class);
        kit.cache("beans", Bean.class);
        kit.cache("lists", new TypeRef<List<Order>>() {});
        kit.cache("optionals", new TypeRef<Map<String, List<Line>>>() {});
        kit.cache("numbers", Integer.class);

        assertThat(new RoundTrips(kit.regions()).findings()).isEmpty();
        assertThat(SampleValues.of(Order.class)).isPresent();
        assertThat(SampleValues.of(Bean.class)).get().satisfies(sample -> {
            assertThat(sample.whole()).isTrue();
            assertThat(((Bean) sample.value()).getName()).isNotNull();
        });
    }

    @Test
    void aFieldThatIsWrittenAndNotReadIsTold() {
        kit.cache("lossy", Lossy.class);

        assertThat(new RoundTrips(kit.regions()).findings()).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo(FindingKind.VALUE_CHANGED);
            assertThat(found.where()).isEqualTo("Cache lossy");
            assertThat(found.text()).contains("Lossy", "docs/stored-format.md").doesNotContain("sample\"");
        });
    }

    @Test
    void whatCannotBeWrittenOnceItWasReadIsTold() {
        kit.cache("forgetful", Forgetful.class);

        assertThat(new RoundTrips(kit.regions()).findings())
                .singleElement()
                .satisfies(found -> assertThat(found.where()).isEqualTo("Cache forgetful"));
    }

    @Test
    void whatCannotBeMadeIsToldOnceOfAllAsNotTried() {
        kit.cache("strict", Strict.class);
        kit.cache("stricter", new TypeRef<List<Strict>>() {});

        assertThat(SampleValues.of(Strict.class)).isEmpty();
        assertThat(SampleValues.of(Optional.class)).isEmpty();
        assertThat(new RoundTrips(kit.regions()).findings()).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo(FindingKind.VALUES_NOT_TRIED);
            assertThat(found.text()).contains("strict (" + Strict.class.getName() + ")", "stricter (", "not tried");
        });
    }

    /** No constructor without parameters. */
    static final class Immutable {
        private final String name;
        private final List<Line> lines;

        @JsonCreator
        Immutable(@JsonProperty("name") String name, @JsonProperty("lines") List<Line> lines) {
            this.name = Objects.requireNonNull(name);
            this.lines = List.copyOf(lines);
        }

        public String getName() {
            return name;
        }

        public List<Line> getLines() {
            return lines;
        }
    }

    /** As above, and reads one of its fields under another name. */
    static final class Renaming {
        private final String text;

        @JsonCreator
        Renaming(@JsonProperty("nam") @Nullable String text) {
            this.text = text;
        }

        public @Nullable String getName() {
            return text;
        }
    }

    static final class ByFactory {
        private final String code;

        private ByFactory(String code) {
            this.code = code;
        }

        @JsonCreator
        static ByFactory of(@JsonProperty("code") String code) {
            return new ByFactory(code);
        }

        public String getCode() {
            return code;
        }
    }

    @Test
    void typesWithoutAConstructorWithoutParametersAreTried() {
        kit.cache("immutable", Immutable.class);
        kit.cache("factory", ByFactory.class);
        kit.cache("renaming", Renaming.class);

        assertThat(SampleValues.of(Immutable.class)).get().satisfies(sample -> {
            assertThat(sample.whole()).isTrue();
            assertThat(((Immutable) sample.value()).getLines()).hasSize(1);
        });
        assertThat(new RoundTrips(kit.regions()).findings())
                .singleElement()
                .satisfies(found -> assertThat(found.where()).isEqualTo("Cache renaming"));
    }

    static class LossyChild extends Lossy {
        public String own;
    }

    static class Parent {
        private String inherited;

        public String getInherited() {
            return inherited;
        }

        public void setInherited(String inherited) {
            this.inherited = inherited;
        }
    }

    static class Child extends Parent {
        public int own;
    }

    @Test
    void inheritedFieldsAreTried() {
        kit.cache("child", Child.class);
        kit.cache("lossy-child", LossyChild.class);

        assertThat(SampleValues.of(Child.class))
                .get()
                .satisfies(sample ->
                        assertThat(((Child) sample.value()).getInherited()).isNotNull());
        assertThat(new RoundTrips(kit.regions()).findings())
                .singleElement()
                .satisfies(found -> assertThat(found.where()).isEqualTo("Cache lossy-child"));
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    @JsonSubTypes({@JsonSubTypes.Type(Circle.class), @JsonSubTypes.Type(Square.class)})
    sealed interface Shape {}

    record Circle(double radius) implements Shape {}

    /** Of the kinds of shape this one loses something. */
    record Square(
            double side,

            @JsonProperty(access = JsonProperty.Access.READ_ONLY)
            String label) implements Shape {}

    record Drawing(List<Shape> shapes, Shape first) {}

    @Test
    void eachKindOfAnAbstractTypeIsTried() {
        kit.cache("shapes", Shape.class);
        kit.cache("drawings", Drawing.class);

        assertThat(SampleValues.of(Drawing.class)).get().satisfies(sample -> {
            assertThat(sample.whole()).isTrue();
            assertThat(sample.value()).isEqualTo(new Drawing(List.of(new Circle(1.5)), new Circle(1.5)));
        });
        assertThat(new RoundTrips(kit.regions()).findings()).singleElement().satisfies(found -> {
            assertThat(found.where()).isEqualTo("Cache shapes");
            assertThat(found.text()).contains(Square.class.getName());
        });
    }

    record Page<T>(List<T> items, int total) {}

    record Tree(String name, List<Tree> children) {}

    @Test
    void genericAndRecursiveTypesAreTried() {
        kit.cache("pages", new TypeRef<Page<Line>>() {});
        kit.cache("trees", Tree.class);
        kit.cache("sets", new TypeRef<SortedSet<String>>() {});

        assertThat(SampleValues.of(new TypeRef<Page<Line>>() {}.type()))
                .get()
                .isEqualTo(new Sample(new Page<>(List.of(new Line("sample", 1)), 1), true));
        assertThat(SampleValues.of(Tree.class))
                .get()
                .satisfies(sample -> assertThat(sample.whole()).isFalse());
        assertThat(new RoundTrips(kit.regions()).findings()).isEmpty();
    }

    /** Twenty ways to itself: six levels of them would be 64 million. */
    record Web(
            Web a,
            Web b,
            Web c,
            Web d,
            Web e,
            Web f,
            Web g,
            Web h,
            Web i,
            Web j,
            Web k,
            Web l,
            Web m,
            Web n,
            Web o,
            Web p,
            Web q,
            Web r,
            Web s,
            Web t) {}

    @Test
    void classesThatReferToEachOtherInManyWaysEndSoon() {
        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThat(SampleValues.of(Web.class)).isPresent());
    }

    /** Refuses to be written, whatever is in it. */
    record Unwritable(String name) {

        public String getBroken() {
            throw new IllegalStateException("never");
        }
    }

    /** Refuses to be written without what no sample has. */
    record Partial(@JsonIgnore Optional<Strict> strict) {

        public String getShown() {
            return strict.orElseThrow().toString();
        }
    }

    @Test
    void aWholeSampleThatCannotBeWrittenIsToldAndOneWithHolesIsNotTried() {
        kit.cache("unwritable", Unwritable.class);
        kit.cache("partial", Partial.class);

        assertThat(new RoundTrips(kit.regions()).findings())
                .extracting(found -> found.kind() + " " + found.where())
                .containsExactly(
                        FindingKind.VALUE_CHANGED + " Cache unwritable", FindingKind.VALUES_NOT_TRIED + " Caches");
    }
}
