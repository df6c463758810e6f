package dev.cachekit.sample.chat;

import java.util.List;

/**
 * What sending one message changed.
 *
 * @param newest the newest messages of the conversation, this one included
 * @param memberIds whose lists of conversations have a new order
 */
public record SentMessage(MessageView message, NewestMessages newest, List<Long> memberIds) {}
