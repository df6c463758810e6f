package dev.cachekit.sample.realtime;

import dev.cachekit.sample.presence.OnlineUser;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who has a page open.
 *
 * @param session the session that the page belongs to; null for a program, which has none
 */
record Visitor(OnlineUser user, @Nullable String session) {

    Optional<String> ofSession() {
        return Optional.ofNullable(session);
    }
}
