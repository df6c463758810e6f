package dev.cachekit.steps.app;

import java.util.Collection;
import java.util.Map;

/** Who people are. Safe for use by many threads. */
public interface People {

    /** What stands beside a post. */
    record Card(long id, String handle, String displayName) {}

    /** The card of somebody who exists. */
    Card card(long id);

    /** The cards of many. */
    Map<Long, Card> cards(Collection<Long> ids);

    /** Changes the name somebody is shown by. */
    Card rename(long id, String displayName);
}
