package dev.cachekit.spring.aot;

import dev.cachekit.spring.autoconfigure.CacheKitAutoConfiguration;
import dev.cachekit.spring.autoconfigure.CacheKitHealthAutoConfiguration;
import dev.cachekit.spring.autoconfigure.CacheKitSpringCacheAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The application that is processed. */
@EnableCaching
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    ConfigurationPropertiesAutoConfiguration.class,
    CacheKitAutoConfiguration.class,
    CacheKitHealthAutoConfiguration.class,
    CacheKitSpringCacheAutoConfiguration.class
})
public class OrdersApplication {

    @Bean
    Orders orders() {
        return new Orders();
    }
}
