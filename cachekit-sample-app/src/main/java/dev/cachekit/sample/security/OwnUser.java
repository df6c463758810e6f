package dev.cachekit.sample.security;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/** Allows what stands below {@code /users/{userId}} to that user only. */
final class OwnUser implements AuthorizationManager<RequestAuthorizationContext> {

    @Override
    public AuthorizationResult authorize(
            Supplier<? extends @Nullable Authentication> authentication, RequestAuthorizationContext context) {
        Authentication current = authentication.get();
        String asked = context.getVariables().get("userId");
        return new AuthorizationDecision(current != null
                && current.getPrincipal() instanceof SignedIn user
                && Long.toString(user.id()).equals(asked));
    }
}
