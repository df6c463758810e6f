package dev.cachekit.sample.notification;

import dev.cachekit.sample.security.SignedIn;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The notifications of the user who asks. */
@RestController
@RequestMapping("/api/me/notifications")
class NotificationController {

    private final Notifications notifications;
    private final NotificationWriter writer;

    NotificationController(Notifications notifications, NotificationWriter writer) {
        this.notifications = notifications;
        this.writer = writer;
    }

    record Seen(@NotNull @Positive Long newestId) {}

    @GetMapping
    NotificationList newest(@AuthenticationPrincipal SignedIn user) {
        return notifications.of(user.id());
    }

    @PutMapping("/seen")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void seen(@AuthenticationPrincipal SignedIn user, @Valid @RequestBody Seen seen) {
        writer.seen(user.id(), seen.newestId());
    }
}
