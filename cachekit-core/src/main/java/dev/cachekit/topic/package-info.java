/**
 * Topics: messages to all processes that listen at that moment.
 *
 * <p>{@link dev.cachekit.topic.Topics} sends and listens; each subscription has an {@code Inbox}, in which messages wait for the
 * subscriber without ever holding up the thread that brings them.
 */
@NullMarked
package dev.cachekit.topic;

import org.jspecify.annotations.NullMarked;
