package dev.cachekit.spring.topic;

import dev.cachekit.CacheKit;
import dev.cachekit.TopicErrorHandler;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Lets methods of beans listen to topics. Needs a {@link CacheKit} bean where there are such methods. */
@Configuration(proxyBeanMethods = false)
public class TopicListenerConfiguration {

    /** Makes the configuration. */
    public TopicListenerConfiguration() {}

    @Bean
    static TopicListeners cacheKitTopicListeners(
            ConfigurableListableBeanFactory beans,
            Environment environment,
            ObjectProvider<CacheKit> kit,
            ObjectProvider<TopicErrorHandler> errors) {
        return new TopicListeners(beans, environment::resolveRequiredPlaceholders, kit, errors);
    }
}
