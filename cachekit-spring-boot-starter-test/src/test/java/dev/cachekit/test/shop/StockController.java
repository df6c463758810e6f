package dev.cachekit.test.shop;

import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.RateLimited;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Answers over HTTP. */
@RestController
class StockController {

    @GetMapping("/greet/{name}")
    @CacheAside(cache = "greetings", ttl = "1h")
    public String greet(@PathVariable String name) {
        return "Hello " + name;
    }

    @GetMapping("/deal")
    @RateLimited(name = "deals", permits = 1, per = "1m")
    public String deal() {
        return "deal";
    }
}
