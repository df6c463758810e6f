package dev.cachekit.steps.app;

import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.NearCache;
import dev.cachekit.annotation.WriteThrough;
import java.util.Collection;
import java.util.Map;
import org.springframework.transaction.annotation.Transactional;

/** Cards are kept in this process as well. */
class NearPeople implements People {

    private final Rows rows;

    NearPeople(Rows rows) {
        this.rows = rows;
    }

    @Override
    @CacheAside(cache = "cards", key = "#id", near = NearCache.ON)
    public Card card(long id) {
        return rows.card(id);
    }

    // tag::cards[]
    @Override
    @CacheAside(cache = "cards", keys = "#ids", near = NearCache.ON)
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
