package dev.cachekit.sample.redis;

import dev.cachekit.annotation.RateLimited;
import dev.cachekit.sample.security.SignedIn;
import dev.cachekit.sample.security.SwitchRule;
import dev.cachekit.sample.web.RefusedException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lets one watch an outage: ends this node's own Redis server as a crash would, and starts it again. */
@RestController
@RequestMapping("/api/demo/redis")
class RedisSwitchController {

    private final @Nullable EmbeddedRedis redis;
    private final SwitchRule rule;

    /** @param forEverybody whether everybody who has signed in may switch, not the administrator alone */
    RedisSwitchController(
            ObjectProvider<EmbeddedRedis> redis, @Value("${sample.demo.redis-switch:true}") boolean forEverybody) {
        this.redis = redis.getIfAvailable();
        this.rule = new SwitchRule(forEverybody);
    }

    /**
     * The server of this node.
     *
     * @param embedded whether this node has started one; if not, there is nothing to switch
     */
    record RedisSwitch(boolean embedded, boolean running) {}

    record Wanted(@NotNull Boolean running) {}

    @GetMapping
    public RedisSwitch show() {
        return new RedisSwitch(redis != null, redis != null && redis.running());
    }

    @PutMapping
    @RateLimited(name = "redis-switch", key = "#user.id", permits = 20, per = "1m")
    public RedisSwitch change(@Valid @RequestBody Wanted wanted, @AuthenticationPrincipal SignedIn user)
            throws IOException {
        rule.require(user, "Only the administrator switches Redis here; see sample.demo.redis-switch.");
        if (redis == null) {
            throw new RefusedException(
                    HttpStatus.CONFLICT,
                    "This node has no Redis server of its own; one that it was given is not touched.");
        }
        if (wanted.running()) {
            redis.restore();
        } else {
            redis.crash();
        }
        return show();
    }
}
