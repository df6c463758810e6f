package dev.cachekit.spring.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Matches unless {@code cachekit.backend} keeps everything in this process. */
final class NotInProcessCondition extends SpringBootCondition {

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        BackendKind kind = RedisOrigin.backend(context.getEnvironment());
        return new ConditionOutcome(
                kind != BackendKind.IN_PROCESS,
                ConditionMessage.forCondition("CacheKit backend").foundExactly(kind));
    }
}
