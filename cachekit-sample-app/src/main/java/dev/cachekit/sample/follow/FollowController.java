package dev.cachekit.sample.follow;

import dev.cachekit.sample.notification.NotificationKind;
import dev.cachekit.sample.notification.NotificationWriter;
import dev.cachekit.sample.profile.KnownUsers;
import dev.cachekit.sample.web.RefusedException;
import jakarta.validation.constraints.Positive;
import java.util.List;
import org.springframework.http.HttpStatus;
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
    private final NotificationWriter notifications;

    FollowController(Follows follows, KnownUsers users, NotificationWriter notifications) {
        this.follows = follows;
        this.users = users;
        this.notifications = notifications;
    }

    @GetMapping
    Followees following(@PathVariable @Positive long userId) {
        users.require(userId);
        return follows.followees(userId);
    }

    @PutMapping("/{followeeId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void follow(@PathVariable @Positive long userId, @PathVariable @Positive long followeeId) {
        if (userId == followeeId) {
            throw new RefusedException(HttpStatus.UNPROCESSABLE_CONTENT, "Nobody can follow themselves.");
        }
        users.require(userId);
        users.require(followeeId);
        if (follows.follow(userId, followeeId)) {
            notifications.tell(List.of(followeeId), NotificationKind.FOLLOWED, userId, null);
        }
    }

    @DeleteMapping("/{followeeId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unfollow(@PathVariable @Positive long userId, @PathVariable @Positive long followeeId) {
        follows.unfollow(userId, followeeId);
    }
}
