package dev.cachekit.spring.autoconfigure;

import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.spi.Backend;
import dev.cachekit.spi.Scheduler;
import dev.cachekit.spring.aop.finding.Findings;
import dev.cachekit.spring.console.CacheFigures;
import dev.cachekit.spring.console.ConsoleEndpoint;
import dev.cachekit.spring.console.ConsoleFigures;
import dev.cachekit.spring.console.ConsolePage;
import dev.cachekit.spring.console.KeyFigures;
import dev.cachekit.spring.console.KeyTexts;
import dev.cachekit.spring.console.LimiterFigures;
import dev.cachekit.spring.console.LockFigures;
import dev.cachekit.spring.console.OtherOperations;
import dev.cachekit.spring.console.ReportedSigns;
import dev.cachekit.spring.console.RequestFigures;
import dev.cachekit.spring.console.Snapshots;
import dev.cachekit.spring.console.StoreSigns;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Adds the console where access to it is given: only there is anything counted for it. */
@AutoConfiguration(after = CacheKitAutoConfiguration.class)
@ConditionalOnClass({WebEndpoint.class, ConditionalOnAvailableEndpoint.class})
public final class CacheKitConsoleAutoConfiguration {

    CacheKitConsoleAutoConfiguration() {}

    /** Apart, so that its conditions are not looked at without their library. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnAvailableEndpoint(ConsoleEndpoint.class)
    @ConditionalOnBean(CacheKitEngine.class)
    static class Console {

        @Bean
        CacheFigures cacheKitConsoleCaches(Scheduler clock) {
            return new CacheFigures(clock::nanoTime);
        }

        @Bean
        KeyFigures cacheKitConsoleKeys(Scheduler clock) {
            return new KeyFigures(clock);
        }

        @Bean
        LimiterFigures cacheKitConsoleLimiters(Scheduler clock) {
            return new LimiterFigures(clock::nanoTime);
        }

        @Bean
        LockFigures cacheKitConsoleLocks(Scheduler clock) {
            return new LockFigures(clock::nanoTime);
        }

        @Bean
        RequestFigures cacheKitConsoleRequests(Scheduler clock) {
            return new RequestFigures(clock::nanoTime);
        }

        @Bean
        ConsoleFigures cacheKitConsoleFigures(
                CacheFigures caches,
                KeyFigures keys,
                LimiterFigures limiters,
                LockFigures locks,
                RequestFigures requests) {
            return new ConsoleFigures(caches, keys, limiters, locks, requests);
        }

        @Bean
        @ConditionalOnMissingBean
        StoreSigns cacheKitConsoleSigns(Backend backend) {
            return backend.isShared() ? new ReportedSigns(backend.admin()) : StoreSigns.NONE;
        }

        @Bean
        Snapshots cacheKitConsoleSnapshots(
                AppName app,
                CacheKitEngine engine,
                ConsoleFigures figures,
                Findings findings,
                CacheKitProperties properties,
                StoreSigns signs,
                Scheduler clock) {
            KeyTexts keys = new KeyTexts(properties.actuator().showKeys());
            return new Snapshots(app.name(), engine, figures, findings, keys, signs, clock);
        }

        @Bean
        @ConditionalOnMissingBean
        ConsoleEndpoint cacheKitConsoleEndpoint(Snapshots snapshots, ObjectProvider<WebEndpointsSupplier> endpoints) {
            return new ConsoleEndpoint(ConsolePage.read(), snapshots, () -> operations(endpoints));
        }

        private static OtherOperations operations(ObjectProvider<WebEndpointsSupplier> endpoints) {
            WebEndpointsSupplier all = endpoints.getIfAvailable();
            return all == null ? List::of : OtherOperations.of(all);
        }
    }
}
