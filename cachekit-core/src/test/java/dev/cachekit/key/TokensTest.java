package dev.cachekit.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.spi.Token;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokensTest {

    @Test
    void makesSixteenCharactersOfLettersAndDigits() {
        assertThat(new Tokens().next().value()).matches("[0-9A-Za-z]{16}");
    }

    @Test
    void neverMakesOneTokenTwiceOnManyThreads() {
        Tokens tokens = new Tokens();
        Set<Token> seen = ConcurrentHashMap.newKeySet();

        assertThat(IntStream.range(0, 200_000).parallel().allMatch(i -> seen.add(tokens.next())))
                .isTrue();
    }

    @Test
    void namesEveryInstanceDifferently() {
        assertThat(new Tokens().next().value().substring(0, 8))
                .isNotEqualTo(new Tokens().next().value().substring(0, 8));
    }
}
