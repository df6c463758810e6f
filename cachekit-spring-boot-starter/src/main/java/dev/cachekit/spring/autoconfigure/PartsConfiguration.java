package dev.cachekit.spring.autoconfigure;

import dev.cachekit.codec.JacksonCodec;
import dev.cachekit.engine.SystemScheduler;
import dev.cachekit.spi.Codec;
import dev.cachekit.spi.Scheduler;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The parts that an application may replace by a bean of its own. */
@Configuration(proxyBeanMethods = false)
class PartsConfiguration {

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    Scheduler cacheKitScheduler() {
        return new SystemScheduler();
    }

    /** Not the web's mapper: how an API names its fields must not change what is stored. */
    @Bean
    @ConditionalOnMissingBean
    Codec cacheKitCodec(
            @Qualifier("cacheKitJsonMapper") ObjectProvider<JsonMapper> mapper,
            ObjectProvider<CacheKitJsonCustomizer> customizers) {
        JsonMapper own = mapper.getIfAvailable();
        if (own != null) {
            return JacksonCodec.create(own);
        }
        JsonMapper.Builder builder = JsonMapper.builder();
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return JacksonCodec.create(builder.build());
    }
}
