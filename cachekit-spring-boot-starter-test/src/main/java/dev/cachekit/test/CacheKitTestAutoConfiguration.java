package dev.cachekit.test;

import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.spi.Backend;
import dev.cachekit.spi.Scheduler;
import dev.cachekit.spring.autoconfigure.CacheKitCustomizer;
import dev.cachekit.test.store.Condition;
import dev.cachekit.test.store.FaultyBackend;
import dev.cachekit.test.time.RunningTime;
import dev.cachekit.test.time.WatchedThreads;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** What {@link AutoConfigureCacheKit} puts into a context, before CacheKit looks for its parts. */
@AutoConfiguration(beforeName = "dev.cachekit.spring.autoconfigure.CacheKitAutoConfiguration")
@ConditionalOnBooleanProperty(name = "cachekit.enabled", matchIfMissing = true)
@Import({InProcessTestConfiguration.class, RedisTestConfiguration.class})
final class CacheKitTestAutoConfiguration {

    CacheKitTestAutoConfiguration() {}

    @Bean(destroyMethod = "close")
    WatchedThreads cacheKitTestThreads() {
        return new WatchedThreads();
    }

    @Bean
    CacheKitCustomizer cacheKitTestThreadsInUse(WatchedThreads threads) {
        return builder -> builder.background(threads).executor(threads);
    }

    @Bean
    Condition cacheKitTestCondition(Scheduler scheduler) {
        return new Condition(scheduler);
    }

    @Bean
    EventCounter cacheKitTestEvents() {
        return new EventCounter();
    }

    @Bean
    CacheKitAssertions cacheKitAssertions(
            ObjectProvider<CacheKitEngine> engine, EventCounter events, WatchedThreads threads) {
        return new CacheKitAssertions(engine::getObject, events, threads);
    }

    @Bean
    CacheKitFaults cacheKitFaults(
            Condition condition,
            ObjectProvider<Backend> backend,
            Aftermath aftermath,
            ObjectProvider<RunningTime> running) {
        return new CacheKitFaults(
                condition, () -> (FaultyBackend) backend.getObject(), aftermath, running.getIfAvailable());
    }
}
