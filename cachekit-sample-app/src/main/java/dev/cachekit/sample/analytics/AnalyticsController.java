package dev.cachekit.sample.analytics;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/analytics}. */
@RestController
@RequestMapping("/api/analytics")
class AnalyticsController {

    private final Analytics analytics;

    AnalyticsController(Analytics analytics) {
        this.analytics = analytics;
    }

    @GetMapping
    Activity activity() {
        return analytics.ofToday();
    }
}
