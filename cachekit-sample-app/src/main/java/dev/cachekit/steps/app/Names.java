package dev.cachekit.steps.app;

import dev.cachekit.steps.app.People.Card;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How a page looks up who has written its posts. */
public enum Names {
    /** As it is written first. */
    ONE_BY_ONE {
        @Override
        Map<Long, Card> of(Collection<Long> ids, People people) {
            return ids.stream().collect(Collectors.toMap(Function.identity(), people::card));
        }
    },

    /** All of a page at once. */
    TOGETHER {
        @Override
        Map<Long, Card> of(Collection<Long> ids, People people) {
            return people.cards(ids);
        }
    };

    abstract Map<Long, Card> of(Collection<Long> ids, People people);
}
