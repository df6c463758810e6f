package dev.cachekit.spring.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.UnsupportedKeyException;
import java.time.DayOfWeek;
import org.junit.jupiter.api.Test;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.CachingConfigurer;
import org.springframework.cache.interceptor.CacheErrorHandler;
import org.springframework.cache.interceptor.LoggingCacheErrorHandler;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;

/** What is refused reaches Spring's error handler, which by default throws it. */
class CacheErrorsTest {

    static class Days {
        @Cacheable("days")
        public Object today() {
            return DayOfWeek.MONDAY;
        }

        @Cacheable(cacheNames = "days", sync = true)
        public Object todaySync() {
            return DayOfWeek.MONDAY;
        }

        @Cacheable("days")
        public Object of(Object key) {
            return "day";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Tolerant implements CachingConfigurer {
        @Override
        public CacheErrorHandler errorHandler() {
            return new LoggingCacheErrorHandler();
        }
    }

    @Test
    void aRefusalIsThrownByDefault() {
        try (AnnotationConfigApplicationContext application = BridgedApplication.inProcess(Days.class)) {
            Days days = application.getBean(Days.class);
            assertThatThrownBy(days::today).isInstanceOf(InvalidConfigurationException.class);
            assertThatThrownBy(days::todaySync).isInstanceOf(InvalidConfigurationException.class);
            assertThatThrownBy(() -> days.of(new Object())).isInstanceOf(UnsupportedKeyException.class);
        }
    }

    @Test
    void anErrorHandlerMayLetTheCallGoOn() {
        try (AnnotationConfigApplicationContext application =
                BridgedApplication.inProcess(Days.class, Tolerant.class)) {
            Days days = application.getBean(Days.class);
            assertThat(days.today()).isEqualTo(DayOfWeek.MONDAY);
            assertThat(days.todaySync()).isEqualTo(DayOfWeek.MONDAY);
            assertThat(days.of(new Object())).isEqualTo("day");
        }
    }
}
