package dev.cachekit.sample.trace;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /demo/stats}: what all requests together have cost. */
@RestController
class DemoStatsController {

    private final Costs costs;

    DemoStatsController(Costs costs) {
        this.costs = costs;
    }

    @GetMapping("/demo/stats")
    CostTotals stats() {
        return costs.totals();
    }
}
