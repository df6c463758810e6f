package dev.cachekit.sample.chat;

import java.util.List;

/**
 * The newest messages of a conversation, newest first: at most {@link #LIMIT}.
 *
 * @param version grows by one with every message sent to the conversation
 * @param memberIds who may read them, ascending; members never change
 */
public record NewestMessages(long conversationId, long version, List<Long> memberIds, List<MessageView> messages) {

    /** How many messages are kept at hand. */
    public static final int LIMIT = 50;
}
