package dev.cachekit.docs;

import dev.cachekit.Band;
import dev.cachekit.Cache;
import dev.cachekit.CacheKit;
import dev.cachekit.Decision;
import dev.cachekit.KeyFunction;
import dev.cachekit.LimitPlan;
import dev.cachekit.LoadOptions;
import dev.cachekit.RateLimiter;
import dev.cachekit.SingleFlight;
import dev.cachekit.Ttl;
import dev.cachekit.TypeRef;
import dev.cachekit.strategy.CacheAsideStrategy;
import dev.cachekit.strategy.WriteThroughStrategy;
import java.time.Duration;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Code without annotations that pages show, and that {@link PlainJavaExamplesTest} runs. */
class PlainJavaExamples {

    record User(long id, String name) {}

    record Isbn(String digits) {}

    record Report(YearMonth month) {}

    // tag::builder[]
    static String greeting(Function<Long, User> database) {
        try (CacheKit kit = CacheKit.builder()
                .app("shop")
                .ttl(Ttl.of(Duration.ofMinutes(30)))
                .ttl("users", Ttl.of(Duration.ofMinutes(5)))
                .build()) {
            Cache<Long, User> users = kit.cache("users", User.class);
            User user = users.get(42L, database::apply);
            return "Hello " + user.name();
        }
    }
    // end::builder[]

    // tag::near[]
    static Cache<Long, User> keptInThisProcess(CacheKit.Builder builder) {
        return builder.near("users", true).build().cache("users", User.class);
    }
    // end::near[]

    // tag::tags[]
    static void moved(Cache<Long, User> users, Function<Long, User> database) {
        users.get(7L, database::apply, LoadOptions.defaults().withTags("city:Rome", "team:blue"));
        users.invalidateTag("city:Rome"); // removes user 7, and whoever else carries the tag
    }
    // end::tags[]

    // tag::cache[]
    static Map<Long, User> manyUsers(CacheKit kit, List<Long> ids) {
        Cache<Long, User> users = kit.cache("users", User.class);
        users.put(1L, new User(1, "Ada"));
        users.invalidate(2L);
        return users.getAll(ids, PlainJavaExamples::loadAll); // one call for all that are missing
    }

    static List<String> names(Cache<Long, List<String>> names) {
        return names.get(7L, id -> List.of("Ada"), LoadOptions.defaults().withTtl(Duration.ofSeconds(20)));
    }

    static Cache<Long, List<String>> generic(CacheKit kit) {
        return kit.cache("names", new TypeRef<List<String>>() {});
    }
    // end::cache[]

    // tag::single-flight[]
    static Report report(CacheKit kit, YearMonth month, Function<YearMonth, Report> database) {
        SingleFlight flight = kit.singleFlight("report");
        return flight.run(month, Report.class, () -> database.apply(month)); // flight.async() gives futures
    }
    // end::single-flight[]

    static Map<Long, User> loadAll(Collection<Long> ids) {
        return ids.stream().collect(Collectors.toMap(id -> id, id -> new User(id, "user " + id)));
    }

    // tag::strategy[]
    /** Reports of closed months never change, the current one does. */
    static final class Reports extends CacheAsideStrategy<String> {

        Reports(CacheKit kit) {
            super(kit, "reports", String.class, Duration.ofMinutes(5));
        }

        String of(long customer, YearMonth month) {
            return get(() -> "report of " + customer + " for " + month, customer, month);
        }
    }

    static void rename(CacheKit kit, User user, Map<Long, User> database) {
        WriteThroughStrategy<User> users = new WriteThroughStrategy<>(kit, "users", User.class);
        users.write(user, saved -> database.put(saved.id(), saved), user.id());
    }
    // end::strategy[]

    // tag::key-function[]
    static final class IsbnKeys implements KeyFunction {

        @Override
        public String keyText(Object key) {
            return ((Isbn) key).digits();
        }

        @Override
        public boolean appliesTo(String cache) {
            return cache.equals("books");
        }
    }
    // end::key-function[]

    // tag::rate-limiter[]
    static void pay(CacheKit kit, String customer) {
        RateLimiter payments = kit.rateLimiter(
                "payments",
                Band.tokenBucket(100, Duration.ofMinutes(1)).withBurst(20),
                Band.slidingWindow(1000, Duration.ofDays(1)));
        Decision decision = payments.tryAcquire(customer);
        if (!decision.allowed()) {
            throw new IllegalStateException("try again in " + decision.retryAfter());
        }
        payments.credit(customer, 1); // the payment was not made after all
        payments.acquire(customer, 3, Duration.ofSeconds(2)); // three permits, waiting for them at most two seconds
    }
    // end::rate-limiter[]

    // tag::limit-plan[]
    record Plans(Map<String, Long> permitsPerHour) implements LimitPlan {

        @Override
        public List<Band> bands(String limiter, String customer) {
            Long permits = permitsPerHour.get(customer);
            return permits == null ? List.of() : List.of(Band.tokenBucket(permits, Duration.ofHours(1)));
        }

        @Override
        public boolean appliesTo(String limiter) {
            return limiter.equals("payments");
        }
    }
    // end::limit-plan[]
}
