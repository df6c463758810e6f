package dev.cachekit.sample.trace;

import dev.cachekit.spi.Observer;
import org.springframework.stereotype.Component;

/** Tells {@link Costs} how many statements each load of a request takes. */
@Component
class WatchedLoads implements Observer {

    private final Costs costs;

    WatchedLoads(Costs costs) {
        this.costs = costs;
    }

    @Override
    public Watched begin(Work work, String name) {
        return work == Work.LOAD ? costs.loading(name) : Watched.UNSEEN;
    }
}
