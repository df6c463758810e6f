package dev.cachekit.cache;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Tagging;
import dev.cachekit.strategy.CacheRegion;

/** Checks the texts that people give for tags and keys: a line break would end a name in messages. Stateless. */
final class GivenTexts {

    private GivenTexts() {}

    static String tag(CacheRegion<?> region, String tag) {
        try {
            Tagging.check(tag);
            return tag;
        } catch (IllegalArgumentException illegal) {
            throw new InvalidConfigurationException(
                    region.toString(), "a tag", String.valueOf(illegal.getMessage()), "give a visible name");
        }
    }

    /** Blanks and control characters are escaped in the text of every key. */
    static EntryKey key(CacheRegion<?> region, String text) {
        if (text.isEmpty() || text.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidConfigurationException(
                    region.toString(),
                    "'" + text.replaceAll("\\p{Cntrl}", "?") + "'",
                    "the text of a key must have visible characters and no control characters, such as line breaks",
                    "give it as it stands in the store, where these are escaped as in %0A");
        }
        return region.key(text);
    }
}
