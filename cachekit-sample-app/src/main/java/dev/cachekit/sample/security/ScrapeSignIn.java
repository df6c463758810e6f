package dev.cachekit.sample.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/**
 * Signs in the program that reads the meters, every few seconds, whatever the database and Redis do. Its password is a secret
 * of the configuration, not a word that somebody remembers, so it is compared as it is: no slow hash, no table. Any other name
 * is left to {@link AccountSignIn}, and so is a wrong password, which counts there.
 */
@Component
class ScrapeSignIn implements AuthenticationProvider {

    private static final String NAME = "prometheus";

    private final byte[] password;

    ScrapeSignIn(SecuritySettings settings) {
        this.password = settings.scrapePassword().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public @Nullable Authentication authenticate(Authentication request) {
        Object given = request.getCredentials();
        if (!NAME.equals(request.getName())
                || given == null
                || !MessageDigest.isEqual(password, given.toString().getBytes(StandardCharsets.UTF_8))) {
            return null;
        }
        return UsernamePasswordAuthenticationToken.authenticated(NAME, null, Role.SCRAPE.authorities());
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
