package dev.cachekit.steps.app;

import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.WriteThrough;
import java.util.Collection;
import java.util.Map;
import org.springframework.transaction.annotation.Transactional;

/** Many cards are read together, and those that are missing are loaded together. */
class BatchPeople implements People {

    private final Rows rows;

    BatchPeople(Rows rows) {
        this.rows = rows;
    }

    @Override
    @CacheAside(cache = "cards", key = "#id")
    public Card card(long id) {
        return rows.card(id);
    }

    // tag::cards[]
    @Override
    @CacheAside(cache = "cards", keys = "#ids")
    public Map<Long, Card> cards(Collection<Long> ids) {
        return rows.cards(ids);
    }
    // end::cards[]

    @Override
    @Transactional
    @WriteThrough(cache = "cards", key = "#id")
    public Card rename(long id, String displayName) {
        return rows.rename(id, displayName);
    }
}
