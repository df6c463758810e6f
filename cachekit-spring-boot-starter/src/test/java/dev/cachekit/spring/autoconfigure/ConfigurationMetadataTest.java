package dev.cachekit.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an editor shows while somebody types a property. */
class ConfigurationMetadataTest {

    private static final Path METADATA = Path.of("target", "classes", "META-INF", "spring-configuration-metadata.json");

    @Test
    void describesEveryProperty() {
        List<String> undescribed = properties().stream()
                .filter(property -> property.path("description").asString("").isBlank())
                .map(property -> property.path("name").asString())
                .toList();

        assertThat(undescribed).isEmpty();
    }

    @Test
    void listsTheMainSwitch() {
        assertThat(properties())
                .extracting(property -> property.path("name").asString())
                .contains("cachekit.enabled");
    }

    private static List<JsonNode> properties() {
        JsonNode metadata = JsonMapper.shared().readTree(METADATA.toFile());
        return metadata.path("properties").valueStream().toList();
    }
}
