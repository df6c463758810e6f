package dev.cachekit.spring.aot;

import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.annotation.RateLimited;
import dev.cachekit.annotation.SingleFlight;
import dev.cachekit.annotation.TopicListener;
import dev.cachekit.annotation.WithLock;
import dev.cachekit.annotation.WriteThrough;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.cache.annotation.Cacheable;

/** All six annotations, and a listener. */
public class Orders {

    final AtomicInteger calls = new AtomicInteger();
    final BlockingQueue<Shipped> heard = new LinkedBlockingQueue<>();

    /** A value. */
    public record Order(long id, String item, Customer customer) {}

    /** A part of a value. */
    public record Customer(String name) {}

    /** What a key is taken from. */
    public record Query(long id) {}

    /** A message. */
    public record Shipped(long id) {}

    /** A value of Spring's caches. */
    public record Price(long cents) {}

    /** A value behind a future. */
    public record Total(long cents) {}

    @CacheAside(cache = "orders", key = "#query.id", ttl = "5m")
    public Order find(Query query) {
        calls.incrementAndGet();
        return new Order(query.id(), "tea", new Customer("Ann"));
    }

    @CacheAside(cache = "totals", ttl = "5m")
    public CompletableFuture<List<Total>> totals(long id) {
        calls.incrementAndGet();
        return CompletableFuture.completedFuture(List.of(new Total(id)));
    }

    @WriteThrough(cache = "orders", key = "#order.id")
    public Order save(Order order) {
        return order;
    }

    @Invalidate(cache = "orders", key = "#id")
    public void cancel(long id) {}

    @RateLimited(name = "checkout", permits = 1, per = "1h", fallback = "later")
    public String checkout(String cart) {
        return "paid " + cart;
    }

    private String later(String cart) {
        return "later " + cart;
    }

    @WithLock(name = "stock", key = "#item")
    public String reserve(String item) {
        return "reserved " + item;
    }

    @SingleFlight(name = "report")
    public String report(String day) {
        return "report of " + day;
    }

    @Cacheable("prices")
    public Price price(String item) {
        calls.incrementAndGet();
        return new Price(item.length());
    }

    /** Has operations by a rule. */
    public long plain(long id) {
        return calls.incrementAndGet() + id;
    }

    @TopicListener(value = "shipped", onMissed = "missed")
    public void on(Shipped shipped) {
        heard.add(shipped);
    }

    void missed() {}
}
