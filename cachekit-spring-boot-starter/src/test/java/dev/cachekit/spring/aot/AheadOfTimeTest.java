package dev.cachekit.spring.aot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.CacheKit;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.spring.aot.Orders.Customer;
import dev.cachekit.spring.aot.Orders.Order;
import dev.cachekit.spring.aot.Orders.Query;
import dev.cachekit.spring.aot.Orders.Shipped;
import dev.cachekit.spring.aot.Orders.Total;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;

/** What runs from generated code behaves as what runs from annotations. */
class AheadOfTimeTest {

    @Test
    @CompileWithForkedClassLoader
    void allAnnotationsWorkInProcess() {
        Processed.with(with("cachekit.backend", "in-process"), OrdersApplication.class)
                .run(AheadOfTimeTest::everythingWorks);
    }

    @Test
    @CompileWithForkedClassLoader
    void allAnnotationsWorkOnRedis() {
        try (RedisServer redis = RedisServer.start()) {
            redis.flushAll();
            Processed.with(with("cachekit.redis.url", redis.url()), OrdersApplication.class)
                    .run(context -> {
                        assertThat(context.getBean(CacheKitEngine.class)
                                        .backend()
                                        .name())
                                .isEqualTo("redis");
                        context.getBean(CacheKit.class).counter("connected").increment();
                        everythingWorks(context);
                        assertThat(redis.keys()).anyMatch(key -> key.startsWith("shop:") && key.contains(":totals:"));
                    });
        }
    }

    private static Map<String, Object> with(String property, String value) {
        return Map.of(
                "cachekit.app",
                "shop",
                property,
                value,
                "cachekit.spring-cache.enabled",
                "true",
                "cachekit.rules[0].pointcut",
                "execution(* *..Orders.plain(..))",
                "cachekit.rules[0].cache-aside.cache",
                "plain",
                "cachekit.rules[0].cache-aside.ttl",
                "5m");
    }

    private static void everythingWorks(ConfigurableApplicationContext context) {
        Orders orders = context.getBean(Orders.class);
        assertThat(AopUtils.isAopProxy(orders)).isTrue();
        readsOnce(orders);
        orders.cancel(7);
        assertThat(stored(context)).isEmpty();
        orders.save(new Order(7, "soap", new Customer("Ben")));
        assertThat(stored(context)).contains(new Order(7, "soap", new Customer("Ben")));
        assertThat(orders.checkout("a")).isEqualTo("paid a");
        assertThat(orders.checkout("b")).isEqualTo("later b");
        assertThat(orders.reserve("tea")).isEqualTo("reserved tea");
        assertThat(orders.plain(7)).as("by a rule").isEqualTo(orders.plain(7));
        pricesAreCached(orders);
        assertThat(orders.report("today")).isEqualTo("report of today");
        context.getBean(CacheKit.class).topic("shipped", Shipped.class).publish(new Shipped(7));
        assertThat(heard(context)).isEqualTo(new Shipped(7));
    }

    private static void readsOnce(Orders orders) {
        Order order = orders.find(new Query(7));
        List<Total> totals = orders.totals(7).join();
        assertThat(orders.find(new Query(7))).isEqualTo(order);
        assertThat(orders.totals(7).join()).isEqualTo(totals);
        assertThat(target(orders).calls).hasValue(2);
    }

    private static void pricesAreCached(Orders orders) {
        int before = target(orders).calls.get();
        assertThat(orders.price("tea")).isEqualTo(orders.price("tea"));
        assertThat(target(orders).calls).hasValue(before + 1);
    }

    private static Orders target(Orders proxy) {
        return (Orders) AopProxyUtils.getSingletonTarget(proxy);
    }

    private static Optional<Order> stored(ConfigurableApplicationContext context) {
        return context.getBean(CacheKit.class)
                .<Long, Order>cache("orders", Order.class)
                .get(7L);
    }

    private static Shipped heard(ConfigurableApplicationContext context) {
        try {
            return target(context.getBean(Orders.class)).heard.poll(5, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
