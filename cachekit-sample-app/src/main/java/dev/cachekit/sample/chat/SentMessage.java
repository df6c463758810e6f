package dev.cachekit.sample.chat;

/**
 * What sending one message changed.
 *
 * @param newest the newest messages of the conversation, this one included; the lists of its members have a new order
 */
public record SentMessage(MessageView message, NewestMessages newest) {}
