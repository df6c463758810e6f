package dev.cachekit.spring.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.CacheKit;
import dev.cachekit.Missed;
import dev.cachekit.TopicErrorHandler;
import dev.cachekit.TypeRef;
import dev.cachekit.annotation.Overflow;
import dev.cachekit.annotation.TopicListener;
import dev.cachekit.engine.SystemScheduler;
import dev.cachekit.inprocess.InProcessBackend;
import dev.cachekit.spi.Backend;
import dev.cachekit.spring.autoconfigure.CacheKitAutoConfiguration;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;

/** Methods that listen, within one process. */
class TopicListenerTest {

    record Order(long id) {}

    private static final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(CacheKitAutoConfiguration.class))
            .withPropertyValues("shop.topic=orders");

    TopicListenerTest() {
        heard.clear();
    }

    private static Object next() throws InterruptedException {
        Object next = heard.poll(10, TimeUnit.SECONDS);
        assertThat(next).as("something heard within 10 s").isNotNull();
        return next;
    }

    private static void publish(ConfigurableApplicationContext context, String topic, long id) {
        context.getBean(CacheKit.class).topic(topic, Order.class).publish(new Order(id));
    }

    static class Screen {
        @TopicListener("${shop.topic}")
        void show(Order order) {
            heard.add(order);
        }
    }

    @Test
    void isToldTheMessagesOfItsTopic() {
        runner.withBean(Screen.class).run(context -> {
            publish(context, "orders", 1);
            assertThat(next()).isEqualTo(new Order(1));
        });
    }

    @Test
    void worksWithinTheProcessWhileCacheKitIsSwitchedOff() {
        runner.withBean(Screen.class)
                .withPropertyValues("cachekit.enabled=false")
                .run(context -> {
                    publish(context, "orders", 1);
                    assertThat(next()).isEqualTo(new Order(1));
                });
    }

    static class Several {
        @TopicListener(topics = {"orders.new", "orders.*", "returns"})
        void show(Order order, String topic) {
            heard.add(topic + " " + order.id());
        }
    }

    @Test
    void isToldOfSeveralTopicsOnceEachWithTheirNames() {
        runner.withBean(Several.class).run(context -> {
            publish(context, "orders.new", 1);
            publish(context, "returns", 2);
            publish(context, "orders.old", 3);
            assertThat(List.of(next(), next(), next()))
                    .containsExactlyInAnyOrder("orders.new 1", "returns 2", "orders.old 3");
        });
    }

    abstract static class Typed<T> {
        @TopicListener("lists")
        public void show(T message) {
            heard.add(message);
        }
    }

    static class Lists extends Typed<List<Order>> {}

    @Test
    void readsTheTypeThatTheBeanClassGives() {
        runner.withBean(Lists.class).run(context -> {
            context.getBean(CacheKit.class)
                    .topic("lists", new TypeRef<List<Order>>() {})
                    .publish(List.of(new Order(7)));
            assertThat(next()).isEqualTo(List.of(new Order(7)));
        });
    }

    @Retention(RetentionPolicy.RUNTIME)
    @TopicListener("orders")
    @interface OnOrder {}

    interface Shown {
        @OnOrder
        void show(Order order);
    }

    static class Behind implements Shown {
        @Override
        public void show(Order order) {
            heard.add(order);
        }
    }

    static class JdkProxy {
        @Bean
        Shown shown() {
            return proxied(false);
        }

        static Shown proxied(boolean ofClass) {
            ProxyFactory factory = new ProxyFactory(new Behind());
            factory.setProxyTargetClass(ofClass);
            factory.addAdvice((MethodInterceptor) invocation -> {
                heard.add("through the proxy");
                return invocation.proceed();
            });
            return (Shown) factory.getProxy();
        }
    }

    static class ClassProxy {
        @Bean
        Shown shown() {
            return JdkProxy.proxied(true);
        }
    }

    @Test
    void isCalledThroughItsProxy() {
        for (Class<?> configuration : List.of(JdkProxy.class, ClassProxy.class)) {
            runner.withUserConfiguration(configuration).run(context -> {
                publish(context, "orders", 1);
                assertThat(next()).isEqualTo("through the proxy");
                assertThat(next()).isEqualTo(new Order(1));
            });
        }
    }

    static class LazyScreen {
        @Bean
        @Lazy
        Screen screen() {
            return new Screen();
        }
    }

    @Test
    void aLazyBeanListens() {
        runner.withUserConfiguration(LazyScreen.class).run(context -> {
            publish(context, "orders", 1);
            assertThat(next()).isEqualTo(new Order(1));
        });
    }

    static class Failing {
        @TopicListener("orders")
        void show(Order order) {
            if (order.id() < 0) {
                throw new IllegalArgumentException("negative");
            }
            heard.add(order);
        }
    }

    @Test
    void aFailureIsToldToTheErrorHandlerAndTheNextMessageToTheMethod() {
        TopicErrorHandler handler =
                (topic, failure) -> heard.add(topic + " " + failure.getClass().getSimpleName());
        runner.withBean(Failing.class)
                .withBean(TopicErrorHandler.class, () -> handler)
                .run(context -> {
                    publish(context, "orders", -1);
                    context.getBean(CacheKit.class)
                            .topic("orders", String.class)
                            .publish("no order");
                    publish(context, "orders", 1);
                    assertThat(next()).isEqualTo("orders IllegalArgumentException");
                    assertThat(next()).isEqualTo("orders UnreadableMessageException");
                    assertThat(next()).isEqualTo(new Order(1));
                });
    }

    static class Busy {
        static CountDownLatch mayEnd;
        static CountDownLatch isBusy;

        @TopicListener(value = "orders", capacity = 1, overflow = Overflow.DROP_NEWEST, onMissed = "reload")
        void show(Order order) throws InterruptedException {
            isBusy.countDown();
            mayEnd.await();
            heard.add(order);
        }

        void reload(Missed missed) {
            heard.add(missed);
        }
    }

    @Test
    void isToldOfWhatItMissed() {
        Busy.mayEnd = new CountDownLatch(1);
        Busy.isBusy = new CountDownLatch(1);
        SystemScheduler time = new SystemScheduler();
        runner.withBean(Busy.class)
                .withBean(Backend.class, () -> InProcessBackend.create(time, 100, Runnable::run))
                .run(context -> {
                    publish(context, "orders", 1);
                    assertThat(Busy.isBusy.await(10, TimeUnit.SECONDS)).isTrue();
                    publish(context, "orders", 2);
                    publish(context, "orders", 3);
                    publish(context, "orders", 4);
                    Busy.mayEnd.countDown();
                    assertThat(next()).isEqualTo(new Order(1));
                    assertThat(next()).isEqualTo(new Order(2));
                    assertThat(next()).isEqualTo(new Missed.Overflowed(2));
                });
    }

    @Test
    void hearsNothingWhileTheContextIsStopped() {
        runner.withBean(Screen.class).run(context -> {
            context.stop();
            publish(context, "orders", 1);
            context.start();
            publish(context, "orders", 2);
            assertThat(next()).isEqualTo(new Order(2));
        });
    }

    static class Slow {
        static CountDownLatch isBusy;
        static CountDownLatch mayEnd;

        @TopicListener("orders")
        void show(Order order) throws InterruptedException {
            isBusy.countDown();
            mayEnd.await();
            heard.add(order);
        }
    }

    @Test
    void aStoppingContextWaitsForTheMessageBeingHandled() throws InterruptedException {
        Slow.isBusy = new CountDownLatch(1);
        Slow.mayEnd = new CountDownLatch(1);
        runner.withBean(Slow.class).run(context -> {
            publish(context, "orders", 1);
            assertThat(Slow.isBusy.await(10, TimeUnit.SECONDS)).isTrue();
            Thread stopping = new Thread(context::stop);
            stopping.start();
            Slow.mayEnd.countDown();
            stopping.join();
            assertThat(heard).containsExactly(new Order(1));
        });
    }

    static class Prototype {
        @Bean
        @Scope("prototype")
        Screen screen() {
            return new Screen();
        }
    }

    @Test
    void refusesABeanOfAnotherScope() {
        runner.withUserConfiguration(Prototype.class)
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasMessageContaining("@TopicListener on Screen#show(Order)")
                        .hasMessageContaining("a listener must be a singleton"));
    }
}
