package dev.cachekit.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoundedNamesTest {

    private final List<String> begun = new ArrayList<>();
    private final BoundedNames names = new BoundedNames(begun::add);

    @Test
    void namesAreTheirOwnUntilThereAreTooMany() {
        IntStream.range(0, BoundedNames.LIMIT).forEach(n -> names.of("order-" + n));

        assertThat(names.of("order-1")).isEqualTo("order-1");
        assertThat(names.of("one more")).isEqualTo(BoundedNames.OTHER);
        assertThat(names.of("and another")).isEqualTo(BoundedNames.OTHER);
    }

    @Test
    void eachBeginsOnce() {
        IntStream.range(0, BoundedNames.LIMIT + 10).forEach(n -> names.of("order-" + n));
        names.of("order-1");

        assertThat(begun)
                .hasSize(BoundedNames.LIMIT + 1)
                .doesNotHaveDuplicates()
                .endsWith(BoundedNames.OTHER);
    }
}
