package dev.cachekit.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

    private final Arrivals arrivals = new Arrivals();
    private final List<String> told = new ArrayList<>();

    @Test
    void tellsOfThoseThatCameBeforeAndOfThoseThatComeLater() {
        arrivals.arrived("users");
        arrivals.add(told::add);
        arrivals.arrived("posts");

        assertThat(told).containsExactly("users", "posts");
    }

    @Test
    void tellsEachNameOnce() {
        arrivals.add(told::add);
        arrivals.arrived("users");
        arrivals.arrived("users");

        assertThat(told).containsExactly("users");
    }

    @Test
    void oneWhoThrowsHarmsNeitherTheOthersNorTheOneWhoComes() {
        arrivals.add(name -> {
            throw new IllegalStateException(name);
        });
        arrivals.add(told::add);

        arrivals.arrived("users");
        arrivals.arrived("users");

        assertThat(told).containsExactly("users");
    }

    @Test
    void oneWhoThrowsLaterMissesNoNameThatCameBefore() {
        arrivals.arrived("users");
        arrivals.arrived("orders");
        arrivals.add(name -> {
            told.add(name);
            throw new IllegalStateException(name);
        });

        assertThat(told).containsExactly("users", "orders");
    }
}
