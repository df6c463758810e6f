package dev.cachekit.steps.app;

import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import java.util.Collection;
import java.util.Map;
import org.springframework.transaction.annotation.Transactional;

/** Whoever changes a card removes it from the cache. */
class FreshPeople implements People {

    private final Rows rows;

    FreshPeople(Rows rows) {
        this.rows = rows;
    }

    @Override
    @CacheAside(cache = "cards", key = "#id")
    public Card card(long id) {
        return rows.card(id);
    }

    @Override
    public Map<Long, Card> cards(Collection<Long> ids) {
        return rows.cards(ids);
    }

    // tag::rename[]
    @Override
    @Transactional
    @Invalidate(cache = "cards", key = "#id")
    public Card rename(long id, String displayName) {
        return rows.rename(id, displayName);
    }
    // end::rename[]
}
