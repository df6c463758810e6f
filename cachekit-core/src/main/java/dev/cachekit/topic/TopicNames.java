package dev.cachekit.topic;

import dev.cachekit.InvalidConfigurationException;
import java.util.Collection;
import java.util.List;

/** The names of one or more topics, in their order; a name with a {@code *} stands for all that match. Immutable. */
public final class TopicNames {

    private final List<TopicName> names;

    private TopicNames(List<TopicName> names) {
        this.names = names;
    }

    /**
     * Checks names.
     *
     * @param names as the user wrote them
     * @return the names, each once
     * @throws InvalidConfigurationException if there is none, or a blank one
     */
    public static TopicNames of(Collection<String> names) {
        if (names.isEmpty()) {
            throw new InvalidConfigurationException(
                    "topics", "[]", "there must be a name", "name the topics to be listened to");
        }
        return new TopicNames(names.stream().distinct().map(TopicName::new).toList());
    }

    /**
     * Returns the one topic that messages may be sent to.
     *
     * @return its name
     * @throws InvalidConfigurationException if these are several topics, or may be
     */
    public String single() {
        if (names.size() > 1 || names.get(0).isPattern()) {
            throw new InvalidConfigurationException(
                    "publish to topic " + this,
                    toString(),
                    "a message is sent to one topic by its name",
                    "ask for the topic by its own name, without *");
        }
        return names.get(0).text();
    }

    List<TopicName> all() {
        return names;
    }

    /** Tells whether a message is one of the name at this place, and of none before, by which it has come as well. */
    boolean isFirstMatch(int place, String topic) {
        return names.subList(0, place).stream().noneMatch(name -> name.matches(topic));
    }

    @Override
    public String toString() {
        return String.join(", ", names.stream().map(TopicName::text).toList());
    }
}
