package dev.cachekit.test;

import dev.cachekit.test.EventCounter.Event;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a call did to one cache or rate limiter.
 *
 * @param name its name
 * @param events what the call did to all of them
 * @param call what the call gave
 * @param subject what the test calls it
 */
record Seen(String name, Map<Event, Long> events, Call call, Subject subject) {

    long count(String... what) {
        long count = 0;
        for (String each : what) {
            count += events.getOrDefault(new Event(name, each), 0L);
        }
        return count;
    }

    AssertionError failure(String expected) {
        AssertionError error = subject.failure(
                "Expecting the call %s '%s'%n  but there was: %s%n  and the call %s", expected, name, told(), call);
        if (call.failure() != null) {
            error.addSuppressed(call.failure());
        }
        return error;
    }

    private String told() {
        String told = events.entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(name))
                .map(entry -> entry.getValue() + " x " + entry.getKey().what())
                .collect(Collectors.joining(", "));
        return told.isEmpty() ? "nothing; something happened to " + others() : told;
    }

    private Object others() {
        TreeSet<String> others =
                events.keySet().stream().map(Event::name).collect(Collectors.toCollection(TreeSet::new));
        return others.isEmpty() ? "no other" : others;
    }
}
