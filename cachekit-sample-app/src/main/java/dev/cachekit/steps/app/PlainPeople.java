package dev.cachekit.steps.app;

import java.util.Collection;
import java.util.Map;
import org.springframework.transaction.annotation.Transactional;

/** Without a cache. */
class PlainPeople implements People {

    private final Rows rows;

    PlainPeople(Rows rows) {
        this.rows = rows;
    }

    // tag::card[]
    @Override
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
