package dev.cachekit.sample.demo;

import dev.cachekit.sample.web.RefusedException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lets one compare: the same requests without what the caches hold, and with it again. */
@RestController
@RequestMapping("/api/demo/cache")
class CacheSwitchController {

    private final CacheSwitch cache;

    CacheSwitchController(CacheSwitch cache) {
        this.cache = cache;
    }

    /**
     * @param switchable whether it may be changed
     * @param enabled whether reads use the caches of this node
     */
    record Shown(boolean switchable, boolean enabled) {}

    /** @param everywhere whether the other nodes were told */
    record Changed(boolean enabled, boolean everywhere) {}

    record Wanted(@NotNull Boolean enabled) {}

    @GetMapping
    Shown show() {
        return new Shown(cache.isMovable(), cache.isOn());
    }

    @PutMapping
    Changed change(@Valid @RequestBody Wanted wanted) {
        if (!cache.isMovable()) {
            throw new RefusedException(
                    HttpStatus.CONFLICT,
                    "The caches of this node cannot be switched; see cachekit.enabled and sample.demo.cache-switch.");
        }
        return new Changed(wanted.enabled(), cache.turn(wanted.enabled()));
    }
}
