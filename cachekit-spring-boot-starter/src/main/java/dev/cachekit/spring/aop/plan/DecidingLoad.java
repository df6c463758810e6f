package dev.cachekit.spring.aop.plan;

import dev.cachekit.Ttl;
import dev.cachekit.strategy.Load;
import dev.cachekit.strategy.Load.Former;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A load whose method decides about its entry, with a context of its own. For one run.
 *
 * @param layer what begins the method
 * @param call its call
 * @param context what the method is given
 */
record DecidingLoad(CacheAsideLayer layer, Call call, LoadContext context) {

    /** Each of its runs gives tags, for only the method knows whether there are any. */
    static Load<Object> of(CacheAsideLayer layer, Call call) {
        return Load.deciding(replaced -> of(layer, call, replaced));
    }

    private static Load<Object> of(CacheAsideLayer layer, Call call, Supplier<Optional<Former<Object>>> replaced) {
        LoadContext context = new LoadContext(layer.parts().lifetime().where(), replaced);
        DecidingLoad run = new DecidingLoad(layer, call, context);
        return NotedLoad.of(layer.region(), run::start, run::lifetimeOf).taggedBy(run::tags);
    }

    private CompletionStage<Object> start() {
        return context.during(given -> layer.load(call.given(layer.parts().context(), given)));
    }

    private Optional<Ttl> lifetimeOf(@Nullable Object content) {
        EntryDecision decision = context.decision();
        if (!decision.isStored() || layer.parts().lifetime().unless().holds(call, content)) {
            return Optional.empty();
        }
        return decision.ttl() == null ? layer.lifetimeOf(call, content) : Optional.of(decision.ttl());
    }

    private Collection<String> tags(@Nullable Object content) {
        List<String> all = new ArrayList<>(layer.parts().tags().of(call, content));
        all.addAll(context.decision().tags());
        return all;
    }
}
