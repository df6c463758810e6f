package dev.cachekit.engine;

import dev.cachekit.Counter;
import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.call.Caller;
import dev.cachekit.counter.Counters;
import dev.cachekit.key.KeyText;
import dev.cachekit.spi.CounterKey;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Makes the views of counters that users hold. */
record CounterViews(Counters counters, Caller continued) {

    Counter counter(String name) {
        CounterKey key = key(name);
        return new BlockingCounter(
                new NamedCounter(counters, key, Caller.BLOCKING), new NamedCounter(counters, key, continued));
    }

    CompletionStage<Map<String, Long>> getAll(Collection<String> names, Caller caller) {
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
