package dev.cachekit.spring.aop;

import dev.cachekit.KeyFunction;
import dev.cachekit.engine.CacheKitBuilder;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.spi.Backend;
import dev.cachekit.spi.Transactions;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The least a context needs for annotations to work. */
@Configuration(proxyBeanMethods = false)
@Import(CacheKitAopConfiguration.class)
class EngineConfiguration {

    /** What else an engine gets, from a bean. */
    interface Addition {
        void to(CacheKitBuilder builder);
    }

    @Bean
    CacheKitEngine cacheKit(
            ObjectProvider<Transactions> transactions,
            AnnotatedCaches annotated,
            ObjectProvider<KeyFunction> keyFunctions,
            ObjectProvider<Backend> backend,
            ObjectProvider<Addition> additions) {
        CacheKitBuilder builder = new CacheKitBuilder()
                .app("test")
                .options(annotated::options)
                .transactions(transactions.getIfAvailable(() -> Transactions.NONE));
        backend.ifAvailable(builder::backend);
        keyFunctions.orderedStream().forEach(builder::keyFunction);
        additions.orderedStream().forEach(addition -> addition.to(builder));
        return builder.build();
    }
}
