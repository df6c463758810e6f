package dev.cachekit.event;

import org.slf4j.spi.LoggingEventBuilder;

/**
 * What did not work: in words, and as fields for logs that are searched.
 *
 * @param kind what it concerns: {@code cache}, {@code limiter}, {@code flight}
 * @param name the name of that
 * @param operation what was tried
 * @param text the same in words
 */
record Trouble(String kind, String name, String operation, String text) {

    LoggingEventBuilder at(LoggingEventBuilder event) {
        return event.addKeyValue(kind, name).addKeyValue("operation", operation);
    }
}
