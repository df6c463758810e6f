package dev.cachekit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.spring.autoconfigure.CacheKitAutoConfiguration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

/** The page on configuration names properties that exist, and all of them; the YAML of all pages starts. */
class ConfigurationPageTest {

    private static final Pattern NAME = Pattern.compile("`((?:cachekit|management)\\.[a-z.<>-]+)");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\S+)` \\| `([^`]+)` \\|");
    private static final Pattern YAML = Pattern.compile("(?ms)^( *)```yaml\n(.*?)^ *```$");

    private static final Page PAGE = Page.read("docs/configuration.md");
    private static final PropertyNames PROPERTIES = PropertyNames.ofMetadata();

    static Stream<String> examples() {
        return Page.all().stream()
                .flatMap(page -> YAML.matcher(page.text()).results())
                .map(block -> block.group(2).indent(-block.group(1).length()));
    }

    @Test
    void namesPropertiesThatExist() {
        assertThat(NAME.matcher(PAGE.text()).results().map(name -> name.group(1)))
                .isNotEmpty()
                .allMatch(PROPERTIES::contains);
    }

    @Test
    void leavesNoPropertyOut() {
        assertThat(PROPERTIES.all())
                .isNotEmpty()
                .allMatch(name -> PAGE.text().contains("`" + name + "`")
                        || PAGE.text().contains("`" + name.replace("cachekit.defaults.", ""))
                        || name.equals("cachekit.caches")
                        || name.equals("cachekit.profiles"));
    }

    @Test
    void showsDefaultsAsTheyAre() {
        Map<String, String> defaults = PROPERTIES.defaults();

        assertThat(ROW.matcher(PAGE.text()).results().filter(row -> defaults.containsKey(row.group(1))))
                .isNotEmpty()
                .allMatch(row -> isDefault(row, defaults));
    }

    private static boolean isDefault(MatchResult row, Map<String, String> defaults) {
        return row.group(2).equals(defaults.get(row.group(1)));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void exampleStarts(String yaml) throws IOException {
        List<PropertySource<?>> sources = new YamlPropertySourceLoader()
                .load("example", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)));
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(CacheKitAutoConfiguration.class))
                .withInitializer(context -> {
                    context.getEnvironment().getPropertySources().addFirst(sources.get(0));
                    context.getEnvironment()
                            .getPropertySources()
                            .addFirst(new MapPropertySource("local", Map.of("cachekit.backend", "in-process")));
                })
                .run(context -> assertThat(context).hasNotFailed());
    }
}
