package dev.cachekit.spring.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The page on meters says what the enums say. */
class MetersPageTest {

    private static final Path PAGE = Path.of("..", "docs", "meters.md");
    private static final String WRITE = "cachekit.write-pages";

    @Test
    void isWhatTheEnumsSay() throws IOException {
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(PAGE, MetersPage.text());
        }
        assertThat(Files.readString(PAGE))
                .as("regenerate it: mvn -pl cachekit-spring-boot-starter -am test -Dtest=MetersPageTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -D" + WRITE + "=true")
                .isEqualTo(MetersPage.text());
    }

    @Test
    void noTwoMetersHaveOneName() {
        Set<String> names = new HashSet<>();

        assertThat(CacheKitMeter.all()).allMatch(meter -> names.add(meter.getName()));
    }
}
