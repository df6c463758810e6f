package dev.cachekit.sample.chat;

import java.util.List;

/** The conversations of a user, the most recently written first: at most {@link #LIMIT}. */
public record ConversationList(List<ConversationView> conversations) {

    /** How many conversations one list holds. */
    public static final int LIMIT = 100;
}
