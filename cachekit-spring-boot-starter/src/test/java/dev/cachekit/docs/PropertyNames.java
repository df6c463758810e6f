package dev.cachekit.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The properties as the configuration metadata lists them. */
record PropertyNames(Map<String, JsonNode> byName) {

    private static final String NAMED = ".<name>";

    static PropertyNames ofMetadata() {
        try (InputStream metadata =
                PropertyNames.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            Map<String, JsonNode> byName = new LinkedHashMap<>();
            JsonMapper.shared()
                    .readTree(metadata)
                    .path("properties")
                    .forEach(property -> byName.put(property.path("name").asString(), property));
            return new PropertyNames(byName);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    List<String> all() {
        return List.copyOf(byName.keySet());
    }

    Map<String, String> defaults() {
        return byName.entrySet().stream()
                .filter(property -> !property.getValue().path("defaultValue").isMissingNode())
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        property -> property.getValue().path("defaultValue").asString()));
    }

    /** Tells whether a property, a group of them, or an option below a map of named groups exists. */
    boolean contains(String name) {
        if (name.contains(NAMED)) {
            String group = name.substring(0, name.indexOf(NAMED));
            String option = name.substring(name.indexOf(NAMED) + NAMED.length());
            return byName.containsKey(group)
                    && (option.matches("\\.?") || options(group).anyMatch(option.substring(1)::equals));
        }
        String prefix = name.endsWith(".") ? name : name + ".";
        return byName.containsKey(name) || byName.keySet().stream().anyMatch(known -> known.startsWith(prefix));
    }

    private Stream<String> options(String group) {
        String type = byName.get(group).path("type").asString().replaceAll(".*,|>", "");
        try {
            return Arrays.stream(Class.forName(type).getRecordComponents())
                    .map(RecordComponent::getName)
                    .map(name -> name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT));
        } catch (ClassNotFoundException unknown) {
            throw new IllegalStateException(unknown);
        }
    }
}
