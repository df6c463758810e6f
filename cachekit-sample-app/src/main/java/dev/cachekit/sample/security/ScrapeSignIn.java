package dev.cachekit.sample.security;

import dev.cachekit.sample.security.SignInLimit.Attempt;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/**
 * Signs in the program that reads the meters, every few seconds, whatever the database and Redis do: while Redis is away the
 * limit of wrong passwords counts in this node alone. The password is a secret of the configuration, not a word that somebody
 * remembers, so it is compared as it is: no slow hash, no table. No account has this name.
 */
@Component
class ScrapeSignIn implements AuthenticationProvider {

    private static final String NAME = "prometheus";

    private final byte[] password;
    private final SignInLimit limit;

    ScrapeSignIn(SecuritySettings settings, SignInLimit limit) {
        this.password = settings.scrapePassword().getBytes(StandardCharsets.UTF_8);
        this.limit = limit;
    }

    static boolean isFor(Authentication request) {
        return NAME.equals(request.getName());
    }

    @Override
    public Authentication authenticate(Authentication request) {
        Attempt attempt = limit.begin(NAME);
        Object given = request.getCredentials();
        if (given == null || !MessageDigest.isEqual(password, given.toString().getBytes(StandardCharsets.UTF_8))) {
            throw new BadCredentialsException("The name or the password is wrong.");
        }
        attempt.succeeded();
        return UsernamePasswordAuthenticationToken.authenticated(NAME, null, Role.SCRAPE.authorities());
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
