package dev.cachekit.spring.autoconfigure;

import java.util.Optional;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.ClassUtils;

/** Matches if something tells where Redis is, or Redis is demanded. */
final class OnRedisCondition extends SpringBootCondition implements ConfigurationCondition {

    private static final String DETAILS =
            "org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails";

    @Override
    public ConfigurationPhase getConfigurationPhase() {
        return ConfigurationPhase.REGISTER_BEAN; // later than the beans of the application
    }

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        ConditionMessage.Builder message = ConditionMessage.forCondition("CacheKit Redis");
        ListableBeanFactory beans = context.getBeanFactory();
        if (beans == null) {
            return ConditionOutcome.noMatch(message.because("there is no bean factory"));
        }
        Optional<RedisOrigin> origin = origin(context.getEnvironment(), beans);
        return origin.map(found -> ConditionOutcome.match(message.foundExactly(found.place())))
                .orElseGet(() ->
                        ConditionOutcome.noMatch(message.didNotFind("address").atAll()));
    }

    static Optional<RedisOrigin> origin(Environment environment, ListableBeanFactory beans) {
        boolean known = ClassUtils.isPresent(DETAILS, OnRedisCondition.class.getClassLoader());
        return RedisOrigin.find(environment, known && ServiceConnection.isAnnounced(beans));
    }
}
