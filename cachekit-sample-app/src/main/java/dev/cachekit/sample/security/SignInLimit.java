package dev.cachekit.sample.security;

import dev.cachekit.Band;
import dev.cachekit.CacheKit;
import dev.cachekit.Decision;
import dev.cachekit.RateLimiter;
import dev.cachekit.spring.web.servlet.ServletRequestKeys;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * Limits wrong passwords, by name and address: somebody else's attempts do not lock the owner out. A permit is taken before
 * the password is looked at, so that attempts made at the same time count too, and given back if it was right. Whoever sends
 * more requests with a password at the same time than there are permits is refused some of them: such a program signs in once.
 */
@Component
class SignInLimit {

    private static final int LONGEST_NAME = 40;

    private final RateLimiter limiter;
    private final ServletRequestKeys keys;

    SignInLimit(CacheKit cacheKit, ServletRequestKeys keys) {
        this.limiter = cacheKit.rateLimiter("sign-in", Band.slidingWindow(10, Duration.ofMinutes(5)));
        this.keys = keys;
    }

    /** Returns the attempt, to be ended by {@link Attempt#succeeded} if the password is right. */
    Attempt begin(String name) {
        // No account has a longer name, and a key should not be as long as a stranger likes.
        String key = name.substring(0, Math.min(name.length(), LONGEST_NAME)) + "|" + keys.clientIp();
        Decision decision = limiter.tryAcquire(key);
        if (!decision.allowed()) {
            throw new TooManyAttemptsException(decision.retryAfter());
        }
        return () -> limiter.credit(key, 1);
    }

    /** An attempt that counts as failed until it has succeeded. */
    @FunctionalInterface
    interface Attempt {

        void succeeded();
    }
}
