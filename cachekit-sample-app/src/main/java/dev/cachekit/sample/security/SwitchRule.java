package dev.cachekit.sample.security;

import dev.cachekit.sample.web.RefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Who may switch something for all: everybody who has signed in, as on a newcomer's own machine, or the administrator alone, where
 * others can reach the application.
 *
 * @param forEverybody not the administrator alone
 */
public record SwitchRule(boolean forEverybody) {

    /** Null has not signed in. */
    public boolean allows(@Nullable SignedIn user) {
        return forEverybody || (user != null && user.role() == Role.ADMIN);
    }

    /**
     * Refuses all others.
     *
     * @param refusal what they are told
     * @throws RefusedException if the user may not switch
     */
    public void require(SignedIn user, String refusal) {
        if (!allows(user)) {
            throw new RefusedException(HttpStatus.FORBIDDEN, refusal);
        }
    }
}
