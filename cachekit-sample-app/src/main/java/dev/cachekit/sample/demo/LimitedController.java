package dev.cachekit.sample.demo;

import dev.cachekit.annotation.Algorithm;
import dev.cachekit.annotation.RateLimited;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Two endpoints with limits for each client. */
@RestController
class LimitedController {

    record Granted(String message) {}

    @GetMapping("/api/rate-limited")
    @RateLimited(
            name = "demo-fast",
            key = "@requestKeys.clientIp()",
            permits = 5,
            per = "1m",
            algorithm = Algorithm.SLIDING_WINDOW)
    public Granted fast() {
        return new Granted("Five a minute, and this was one of them.");
    }

    @GetMapping("/api/slow-limited")
    @RateLimited(
            name = "demo-slow",
            key = "@requestKeys.clientIp()",
            permits = 2,
            per = "5m",
            algorithm = Algorithm.SLIDING_WINDOW)
    public Granted slow() {
        return new Granted("Two in five minutes, and this was one of them.");
    }
}
