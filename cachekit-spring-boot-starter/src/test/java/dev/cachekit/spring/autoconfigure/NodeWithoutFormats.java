package dev.cachekit.spring.autoconfigure;

import dev.cachekit.Cache;
import dev.cachekit.CacheKit;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Run by {@link ClassPathWithoutFormats} where the modules of binary formats are missing. */
public final class NodeWithoutFormats {

    private NodeWithoutFormats() {}

    public static String refusal(String... properties) {
        return Starts.refusal(properties);
    }

    /** Reads what another node has written, twice. */
    public static String call(String url) {
        AtomicInteger loads = new AtomicInteger();
        StringBuilder outcome = new StringBuilder();
        Starts.with("cachekit.redis.url=" + url, "cachekit.redis.command-timeout=5s", "cachekit.redis.deadline=10s")
                .run(context -> {
                    Cache<Long, ValueFormatTest.Person> people =
                            context.getBean(CacheKit.class).cache("people", ValueFormatTest.Person.class);
                    boolean found = people.get(1L).isPresent();
                    people.get(1L, id -> load(loads));
                    ValueFormatTest.Person again = people.get(1L, id -> load(loads));
                    outcome.append(found ? "found" : "no error, ")
                            .append(loads)
                            .append(" load, then a hit: ")
                            .append(again == null ? "null" : again.firstName());
                });
        return outcome.toString();
    }

    private static ValueFormatTest.Person load(AtomicInteger loads) {
        loads.incrementAndGet();
        return new ValueFormatTest.Person("loaded without modules", List.of());
    }
}
