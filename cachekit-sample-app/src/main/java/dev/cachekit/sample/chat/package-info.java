/** Conversations and their messages. */
@NullMarked
package dev.cachekit.sample.chat;

import org.jspecify.annotations.NullMarked;
