package dev.cachekit.steps.app;

import dev.cachekit.annotation.CacheAside;
import java.util.Collection;
import java.util.Map;
import org.springframework.transaction.annotation.Transactional;

/** Cards are cached, and nobody tells the cache of a change. */
class CachedPeople implements People {

    private final Rows rows;

    CachedPeople(Rows rows) {
        this.rows = rows;
    }

    // tag::card[]
    @Override
    @CacheAside(cache = "cards", key = "#id")
    public Card card(long id) {
        return rows.card(id);
    }
    // end::card[]

    @Override
    public Map<Long, Card> cards(Collection<Long> ids) {
        return rows.cards(ids);
    }

    @Override
    @Transactional
    public Card rename(long id, String displayName) {
        return rows.rename(id, displayName);
    }
}
