package dev.cachekit.spring.autoconfigure;

import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Looks for anything below {@code cachekit.web.rate-limits}: what is incomplete is refused later, and not left out. */
final class OnPathLimitsCondition extends SpringBootCondition {

    private static final String LIMITS = "cachekit.web.rate-limits";

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        boolean any = Binder.get(context.getEnvironment())
                .bind(LIMITS, Bindable.listOf(Map.class))
                .isBound();
        ConditionMessage.Builder message = ConditionMessage.forCondition(ConditionalOnPathLimits.class);
        return new ConditionOutcome(
                any,
                any ? message.foundExactly(LIMITS) : message.didNotFind(LIMITS).atAll());
    }
}
