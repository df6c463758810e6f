package dev.cachekit.sample.profile;

import dev.cachekit.sample.web.NotFoundException;
import org.springframework.stereotype.Service;

/**
 * The users a request speaks of, who must exist. Apart from {@link Profiles} so that every look-up goes through that
 * bean's proxy, and so through its cache.
 */
@Service
public class KnownUsers {

    private final Profiles profiles;

    KnownUsers(Profiles profiles) {
        this.profiles = profiles;
    }

    /**
     * The user's profile.
     *
     * @throws NotFoundException if there is no such user
     */
    public Profile get(long userId) {
        return profiles.byId(userId).orElseThrow(() -> new NotFoundException("user", userId));
    }

    /**
     * Does nothing if there is such a user.
     *
     * @throws NotFoundException if there is none
     */
    public void require(long userId) {
        if (profiles.byId(userId).isEmpty()) {
            throw new NotFoundException("user", userId);
        }
    }
}
