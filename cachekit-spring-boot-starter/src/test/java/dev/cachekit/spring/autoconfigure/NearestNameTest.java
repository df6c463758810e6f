package dev.cachekit.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {

    private static final List<String> NAMES = List.of("ttl", "null-ttl", "max-wait");

    @Test
    void findsTheNameWithTheFewestEdits() {
        assertThat(NearestName.in(NAMES, "max-wiat")).contains("max-wait");
    }

    @Test
    void findsNothingThatIsFarAway() {
        assertThat(NearestName.in(NAMES, "compression")).isEmpty();
    }
}
