package dev.cachekit.sample.profile;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/users/{userId}}: a profile, read and changed. */
@RestController
@RequestMapping("/api/users/{userId}")
class ProfileController {

    private final KnownUsers users;
    private final ProfileWriter writer;

    ProfileController(KnownUsers users, ProfileWriter writer) {
        this.users = users;
        this.writer = writer;
    }

    record ProfileChange(
            @NotBlank @Size(max = 80) String displayName,
            @NotNull @Size(max = 300) String bio) {}

    @GetMapping
    Profile profile(@PathVariable @Positive long userId) {
        return users.get(userId);
    }

    @PutMapping
    Profile change(@PathVariable @Positive long userId, @Valid @RequestBody ProfileChange change) {
        return writer.change(userId, change.displayName().strip(), change.bio().strip());
    }
}
