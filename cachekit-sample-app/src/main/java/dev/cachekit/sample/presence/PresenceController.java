package dev.cachekit.sample.presence;

import java.util.Comparator;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/presence}: who is online, by number. */
@RestController
class PresenceController {

    private final Presence presence;

    PresenceController(Presence presence) {
        this.presence = presence;
    }

    record Online(List<OnlineUser> online) {}

    @GetMapping("/api/presence")
    Online online() {
        return new Online(presence.online().stream()
                .sorted(Comparator.comparing(OnlineUser::id))
                .toList());
    }
}
