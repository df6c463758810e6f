package dev.cachekit.sample.session;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.session.MapSession;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A session as JSON. Attributes are texts and whole numbers; anything else is refused when it is written, so that reading
 * never has to make an object of a class that stands in the text.
 */
final class SessionText {

    private final JsonMapper json = JsonMapper.shared();

    String write(MapSession session) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        session.getAttributeNames()
                .forEach(name -> attributes.put(name, plain(name, session.getRequiredAttribute(name))));
        return json.writeValueAsString(Map.of(
                "created", session.getCreationTime().toEpochMilli(),
                "accessed", session.getLastAccessedTime().toEpochMilli(),
                "seconds", session.getMaxInactiveInterval().toSeconds(),
                "attributes", attributes));
    }

    private static Object plain(String name, Object value) {
        if (value instanceof String || value instanceof Long) {
            return value;
        }
        throw new IllegalStateException("session attribute '" + name + "' is a "
                + value.getClass().getName() + "; sessions keep only String and Long");
    }

    MapSession read(String id, String text) {
        JsonNode node = json.readTree(text);
        MapSession session = new MapSession(id);
        session.setCreationTime(Instant.ofEpochMilli(node.path("created").asLong()));
        session.setLastAccessedTime(Instant.ofEpochMilli(node.path("accessed").asLong()));
        session.setMaxInactiveInterval(Duration.ofSeconds(node.path("seconds").asLong()));
        node.path("attributes")
                .properties()
                .forEach(attribute -> session.setAttribute(
                        attribute.getKey(),
                        attribute.getValue().isNumber()
                                ? (Object) attribute.getValue().asLong()
                                : attribute.getValue().asString()));
        return session;
    }
}
