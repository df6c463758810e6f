package dev.cachekit.spring.advisor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.cachekit.TypeRef;
import dev.cachekit.engine.CacheKitBuilder;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.spring.aop.finding.FindingKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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
        assertThat(SampleValues.of(Bean.class))
                .get()
                .isInstanceOfSatisfying(
                        Bean.class, bean -> assertThat(bean.getName()).isNotNull());
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
    void whatCannotBeMadeIsPassedOver() {
        kit.cache("strict", Strict.class);

        assertThat(SampleValues.of(Strict.class)).isEmpty();
        assertThat(SampleValues.of(Optional.class)).isEmpty();
        assertThat(new RoundTrips(kit.regions()).findings()).isEmpty();
    }
}
