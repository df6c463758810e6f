package dev.cachekit.sample.chat;

import java.util.List;

/** A message has been sent and committed. An event of this process. */
public record MessageSent(long conversationId, List<Long> memberIds, String senderHandle, MessageView message) {}
