package dev.cachekit.sample.security;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** Too many wrong passwords for one name from one address; says nothing about the password of this attempt. */
final class TooManyAttemptsException extends AuthenticationException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    TooManyAttemptsException(Duration retryAfter) {
        super("Too many attempts to sign in.");
        this.retryAfter = retryAfter;
    }

    /** Rounded up, so that who waits that long is not refused again. */
    long retryAfterSeconds() {
        return retryAfter.plusMillis(999).toSeconds();
    }
}
