package dev.cachekit.sample.demo;

import dev.cachekit.annotation.RateLimited;
import dev.cachekit.sample.security.SignedIn;
import dev.cachekit.sample.security.SwitchRule;
import dev.cachekit.sample.web.RefusedException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
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
    private final SwitchRule rule;

    /** @param forEverybody whether everybody who has signed in may switch, not the administrator alone */
    CacheSwitchController(CacheSwitch cache, @Value("${sample.demo.cache-switch:true}") boolean forEverybody) {
        this.cache = cache;
        this.rule = new SwitchRule(forEverybody);
    }

    /**
     * @param switchable whether there is something to switch for who asks, once signed in
     * @param enabled whether reads use the caches of this node
     */
    record Shown(boolean switchable, boolean enabled) {}

    /** @param everywhere whether Redis was there to tell the others; one that is cut off from it follows later */
    record Changed(boolean enabled, boolean everywhere) {}

    record Wanted(@NotNull Boolean enabled) {}

    @GetMapping
    public Shown show(@AuthenticationPrincipal @Nullable SignedIn user) {
        return new Shown(cache.isMovable() && rule.allows(user), cache.isOn());
    }

    @PutMapping
    @RateLimited(name = "cache-switch", key = "#user.id", permits = 20, per = "1m")
    public Changed change(@Valid @RequestBody Wanted wanted, @AuthenticationPrincipal SignedIn user) {
        rule.require(user, "Only the administrator switches the caches here; see sample.demo.cache-switch.");
        if (!cache.isMovable()) {
            throw new RefusedException(HttpStatus.CONFLICT, "This node has no caches to switch; see cachekit.enabled.");
        }
        return new Changed(wanted.enabled(), cache.turn(wanted.enabled()));
    }
}
