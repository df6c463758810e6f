package dev.cachekit.sample.profile;

import dev.cachekit.sample.security.SignedIn;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/me}: who has signed in. */
@RestController
class MeController {

    private final KnownUsers users;

    MeController(KnownUsers users) {
        this.users = users;
    }

    record Me(Profile profile, List<String> roles) {}

    @GetMapping("/api/me")
    Me me(@AuthenticationPrincipal SignedIn user) {
        return new Me(users.get(user.id()), user.role().names());
    }
}
