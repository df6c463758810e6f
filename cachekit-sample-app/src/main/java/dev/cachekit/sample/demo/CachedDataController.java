package dev.cachekit.sample.demo;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.cachekit.annotation.RateLimited;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A slow operation whose result is cached, and the way to have it computed anew. */
@RestController
class CachedDataController {

    private final SlowReports reports;

    CachedDataController(SlowReports reports) {
        this.reports = reports;
    }

    record Invalidation(
            @JsonProperty("user_id") @Nullable @Positive Long userId) {}

    record Invalidated(String invalidated) {}

    /** Each that is not cached keeps a thread for a while. */
    @GetMapping("/api/cached-data")
    @RateLimited(name = "cached-data", key = "@requestKeys.clientIp()", permits = 300, per = "1m")
    public SlowReport cachedData(@RequestParam(name = "user_id", defaultValue = "0") @PositiveOrZero long userId) {
        return reports.of(userId);
    }

    /** Without a body, or with one that names no user, the reports of all. */
    @PostMapping("/api/invalidate-cache")
    @RateLimited(name = "invalidate-cache", key = "@requestKeys.clientIp()", permits = 120, per = "1m")
    public Invalidated invalidate(@RequestBody(required = false) @Nullable @Valid Invalidation request) {
        Long userId = request == null ? null : request.userId();
        if (userId == null) {
            reports.forgetAll();
            return new Invalidated("all");
        }
        reports.forget(userId);
        return new Invalidated("user " + userId);
    }
}
