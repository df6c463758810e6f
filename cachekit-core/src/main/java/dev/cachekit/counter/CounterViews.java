package dev.cachekit.counter;

import dev.cachekit.Counter;
import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.call.Caller;
import dev.cachekit.key.KeyText;
import dev.cachekit.spi.CounterKey;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Makes the views of counters that users hold. Safe for use by many threads.
 *
 * @param counters adds and reads
 * @param continued how asynchronous callers go on
 */
public record CounterViews(Counters counters, Caller continued) {

    /**
     * Makes a view.
     *
     * @param name the counter's name
     * @return its view, blocking and asynchronous
     * @throws InvalidConfigurationException if the name is blank
     */
    public Counter counter(String name) {
        CounterKey key = key(name);
        return new BlockingCounter(
                new NamedCounter(counters, key, Caller.BLOCKING), new NamedCounter(counters, key, continued));
    }

    /**
     * Looks behind a view.
     *
     * @param counter a view
     * @return its key; empty if the view was made elsewhere
     */
    public Optional<CounterKey> own(Counter counter) {
        return counter instanceof BlockingCounter ours
                        && ours.standingStill().counters().equals(counters)
                ? Optional.of(ours.standingStill().key())
                : Optional.empty();
    }

    /**
     * Reads several counters together.
     *
     * @param names their names
     * @param caller how the caller waits
     * @return their values by name, in the order of the names; zero for one that was never counted
     */
    public CompletionStage<Map<String, Long>> getAll(Collection<String> names, Caller caller) {
        Map<String, CounterKey> keys = new LinkedHashMap<>();
        names.forEach(name -> keys.computeIfAbsent(name, CounterViews::key));
        return counters.getAll(keys.values(), caller).thenApply(values -> byName(keys, values));
    }

    private static Map<String, Long> byName(Map<String, CounterKey> keys, Map<CounterKey, Long> values) {
        Map<String, Long> byName = new LinkedHashMap<>();
        keys.forEach((name, key) -> byName.put(name, values.getOrDefault(key, 0L)));
        return byName;
    }

    private static CounterKey key(String name) {
        if (name.isBlank()) {
            throw new InvalidConfigurationException(
                    "a counter", "'" + name + "'", "the name of a counter must not be blank", "give it a name");
        }
        return new CounterKey(KeyText.at("counter " + name).of(name));
    }
}
