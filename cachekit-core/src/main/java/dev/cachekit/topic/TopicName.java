package dev.cachekit.topic;

import dev.cachekit.InvalidConfigurationException;

/**
 * The name of a topic, or with a {@code *} of all topics whose names match.
 *
 * @param text as the user wrote it
 */
record TopicName(String text) {

    private static final String SIGNS_OF_GLOBS = "\\?[]^-";

    TopicName {
        if (text.isBlank()) {
            throw new InvalidConfigurationException(
                    "a topic", "'" + text + "'", "the name of a topic must not be blank", "give it a name");
        }
    }

    boolean isPattern() {
        return text.indexOf('*') >= 0;
    }

    /** The glob that matches the same names: what else means something in a glob is meant literally. */
    String glob() {
        StringBuilder glob = new StringBuilder();
        for (char c : text.toCharArray()) {
            if (SIGNS_OF_GLOBS.indexOf(c) >= 0) {
                glob.append('\\');
            }
            glob.append(c);
        }
        return glob.toString();
    }

    /** Tells whether a message of a topic is one of this name. Each part is looked for once, behind the one before. */
    boolean matches(String topic) {
        String[] parts = text.split("\\*", -1);
        if (parts.length == 1) {
            return text.equals(topic);
        }
        int from = topic.startsWith(parts[0]) ? parts[0].length() : -1;
        for (int i = 1; i < parts.length - 1 && from >= 0; i++) {
            int found = topic.indexOf(parts[i], from);
            from = found < 0 ? -1 : found + parts[i].length();
        }
        String last = parts[parts.length - 1];
        return from >= 0 && topic.length() - last.length() >= from && topic.endsWith(last);
    }
}
