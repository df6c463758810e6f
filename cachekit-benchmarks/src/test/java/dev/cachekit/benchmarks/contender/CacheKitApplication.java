package dev.cachekit.benchmarks.contender;

import dev.cachekit.spring.autoconfigure.CacheKitAutoConfiguration;
import dev.cachekit.spring.autoconfigure.CacheKitMetricsAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;

/** An application that has nothing but CacheKit and a registry of meters, with all checks and meters on. */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({CacheKitAutoConfiguration.class, CacheKitMetricsAutoConfiguration.class})
public class CacheKitApplication {

    /** A busy machine must not make it go on without Redis: then it would measure something else. */
    public static final String SETTINGS =
            "meters in a registry, `cachekit.redis.command-timeout=2s`, `cachekit.redis.deadline=4s`,"
                    + " `cachekit.circuit-breaker.slow-call=2s`; else defaults";

    CacheKitApplication() {}

    /** One that is not started yet. */
    public static AnnotationConfigApplicationContext with(Map<String, Object> more) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        Map<String, Object> properties = new HashMap<>(more);
        properties.put("spring.application.name", "shop");
        if (!properties.containsKey("cachekit.redis.cluster.nodes")) {
            properties.computeIfAbsent("cachekit.redis.url", name -> BenchmarkRedis.url());
        }
        properties.put("cachekit.redis.command-timeout", "2s");
        properties.put("cachekit.redis.deadline", "4s");
        properties.put("cachekit.circuit-breaker.slow-call", "2s");
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("settings", properties));
        context.register(CacheKitApplication.class);
        return context;
    }

    @Bean
    MeterRegistry registry() {
        return new SimpleMeterRegistry();
    }

    /** As Spring Boot does once all beans are there. */
    @Bean
    SmartInitializingSingleton binding(MeterRegistry registry, ObjectProvider<MeterBinder> binders) {
        return () -> binders.orderedStream().forEach(binder -> binder.bindTo(registry));
    }
}
