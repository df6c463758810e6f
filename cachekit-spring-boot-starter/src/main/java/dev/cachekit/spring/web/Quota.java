package dev.cachekit.spring.web;

import dev.cachekit.Band;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A band of a limiter as clients see it, in whole seconds. The header fields are those of the IETF draft "RateLimit header
 * fields for HTTP" (draft-ietf-httpapi-ratelimit-headers-10): lists of quoted names with parameters.
 *
 * @param policy the name clients know it by
 * @param permits permits per window
 * @param window length of the window, s, at least 1
 * @param remaining permits that can be taken now
 * @param more time until there is at least one more, s; 0 if none is missing
 */
record Quota(String policy, long permits, long window, long remaining, long more) {

    /** The field that tells what is allowed. */
    static final String POLICY_FIELD = "RateLimit-Policy";

    /** The field that tells what is left. */
    static final String LIMIT_FIELD = "RateLimit";

    static Quota of(String policy, Band band, long remaining, Duration moreAfter) {
        return new Quota(policy, band.permits(), Math.max(1, seconds(band.per())), remaining, seconds(moreAfter));
    }

    /** Never less: who comes back a moment too early is refused again. */
    static long seconds(Duration time) {
        return time.plusNanos(999_999_999).toSeconds();
    }

    static String policyField(List<Quota> quotas) {
        return quotas.stream()
                .map(quota -> quoted(quota.policy) + ";q=" + quota.permits + ";w=" + quota.window)
                .collect(Collectors.joining(", "));
    }

    static String limitField(List<Quota> quotas) {
        return quotas.stream()
                .map(quota -> quoted(quota.policy) + ";r=" + quota.remaining + ";t=" + quota.more)
                .collect(Collectors.joining(", "));
    }

    /** A string of structured fields (RFC 9651) from visible ASCII: with a backslash before quotes and backslashes. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
