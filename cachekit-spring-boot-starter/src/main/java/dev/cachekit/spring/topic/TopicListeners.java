package dev.cachekit.spring.topic;

import dev.cachekit.CacheKit;
import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.Subscription;
import dev.cachekit.Topic;
import dev.cachekit.TopicErrorHandler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The methods that listen to topics, from the start of the application to its stop. Starts after everything else and stops
 * before it, so that no message meets half an application.
 */
final class TopicListeners implements SmartInitializingSingleton, SmartLifecycle {

    private static final Duration LAST_MESSAGE = Duration.ofSeconds(5);

    private final ConfigurableListableBeanFactory beans;
    private final UnaryOperator<String> placeholders;
    private final ObjectProvider<CacheKit> kit;
    private final ObjectProvider<TopicErrorHandler> errors;
    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private volatile List<BeanSubscriber> subscribers = List.of();
    private volatile boolean running;

    TopicListeners(
            ConfigurableListableBeanFactory beans,
            UnaryOperator<String> placeholders,
            ObjectProvider<CacheKit> kit,
            ObjectProvider<TopicErrorHandler> errors) {
        this.beans = beans;
        this.placeholders = placeholders;
        this.kit = kit;
        this.errors = errors;
    }

    @Override
    public void afterSingletonsInstantiated() {
        @Nullable TopicErrorHandler handler = errors.getIfAvailable();
        subscribers = new ListenerBeans(beans, placeholders)
                .all().stream()
                        .map(found -> new BeanSubscriber(found.method(), beans.getBean(found.bean()), handler))
                        .toList();
        subscribers.forEach(this::check);
    }

    private void check(BeanSubscriber subscriber) {
        try {
            topic(subscriber);
        } catch (InvalidConfigurationException unreadable) {
            throw subscriber.listener().place().refused(unreadable.value(), unreadable.rule(), unreadable.remedy());
        }
    }

    /** All at the same time: while Redis is away, the start waits for it once. */
    @Override
    public void start() {
        running = true;
        List<CompletionStage<Subscription>> begun =
                subscribers.stream().map(this::begin).toList();
        begun.forEach(subscription ->
                subscriptions.add(subscription.toCompletableFuture().join()));
    }

    private CompletionStage<Subscription> begin(BeanSubscriber subscriber) {
        subscriber.begin();
        return topic(subscriber)
                .async()
                .subscribe(subscriber, subscriber.listener().options());
    }

    /** The messages are of the type of the method's parameter, which nobody knows here. */
    @SuppressWarnings("unchecked")
    private Topic<Object> topic(BeanSubscriber subscriber) {
        ListenerMethod listener = subscriber.listener();
        return (Topic<Object>) kit.getObject().topics(listener.topics(), listener.type());
    }

    /** All at the same time: what is being told has those five seconds together. */
    @Override
    public void stop() {
        running = false;
        subscriptions.forEach(Subscription::close);
        subscriptions.clear();
        long end = System.nanoTime() + LAST_MESSAGE.toNanos();
        subscribers.forEach(BeanSubscriber::end);
        subscribers.forEach(subscriber -> subscriber.awaitIdle(Duration.ofNanos(end - System.nanoTime())));
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
