package dev.cachekit.sample.security;

import java.security.Principal;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

/**
 * Somebody who has signed in: the principal of a request. Handlers take it as a parameter annotated with
 * {@code @AuthenticationPrincipal}, never the number of an author or sender from the request.
 *
 * @param id the user's number
 * @param handle the user's handle, which is the name to sign in with
 * @param role what the user may do
 */
public record SignedIn(long id, String handle, Role role) implements Principal {

    @Override
    public String getName() {
        return handle;
    }

    Authentication authentication() {
        return UsernamePasswordAuthenticationToken.authenticated(this, null, role.authorities());
    }
}
