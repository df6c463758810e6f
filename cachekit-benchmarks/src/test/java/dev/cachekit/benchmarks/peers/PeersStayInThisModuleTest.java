package dev.cachekit.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who uses CacheKit gets none of its peers with it. */
class PeersStayInThisModuleTest {

    private static final Pattern DEPENDENCY = Pattern.compile("(?s)<dependency>.*?</dependency>");
    private static final List<String> PEERS =
            List.of("jetcache", "bucket4j", "lettuce", "data-redis", "redisson-spring", "resilience4j");

    @ParameterizedTest
    @ValueSource(strings = {"cachekit-core", "cachekit-spring-boot-starter", "cachekit-spring-boot-starter-test"})
    void publishedModuleBringsNoPeer(String module) throws IOException {
        String pom = Files.readString(Path.of("..", module, "pom.xml"));

        assertThat(DEPENDENCY.matcher(pom).results().map(MatchResult::group))
                .isNotEmpty()
                .filteredOn(dependency -> PEERS.stream().anyMatch(dependency::contains))
                .allMatch(dependency ->
                        dependency.contains("<optional>true</optional>") || dependency.contains("<scope>test</scope>"));
    }
}
