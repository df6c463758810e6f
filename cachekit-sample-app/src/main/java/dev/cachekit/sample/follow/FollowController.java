package dev.cachekit.sample.follow;

import dev.cachekit.sample.profile.KnownUsers;
import dev.cachekit.sample.security.SignedIn;
import dev.cachekit.sample.web.RefusedException;
import jakarta.validation.constraints.Positive;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/users/{userId}/following}: follow and unfollow. */
@RestController
@RequestMapping("/api/users/{userId}/following")
class FollowController {

    private final Follows follows;
    private final KnownUsers users;
    private final ApplicationEventPublisher events;

    FollowController(Follows follows, KnownUsers users, ApplicationEventPublisher events) {
        this.follows = follows;
        this.users = users;
        this.events = events;
    }

    @GetMapping
    Followees following(@PathVariable @Positive long userId) {
        users.require(userId);
        return follows.followees(userId);
    }

    @PutMapping("/{followeeId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void follow(
            @PathVariable @Positive long userId,
            @PathVariable @Positive long followeeId,
            @AuthenticationPrincipal SignedIn follower) {
        if (userId == followeeId) {
            throw new RefusedException(HttpStatus.UNPROCESSABLE_CONTENT, "Nobody can follow themselves.");
        }
        users.require(userId);
        users.require(followeeId);
        if (follows.follow(userId, followeeId)) {
            events.publishEvent(new Followed(userId, follower.handle(), followeeId));
        }
    }

    @DeleteMapping("/{followeeId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unfollow(@PathVariable @Positive long userId, @PathVariable @Positive long followeeId) {
        follows.unfollow(userId, followeeId);
    }
}
