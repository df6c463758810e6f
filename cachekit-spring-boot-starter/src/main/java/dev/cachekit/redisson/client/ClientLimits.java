package dev.cachekit.redisson.client;

import dev.cachekit.InvalidConfigurationException;
import java.time.Duration;

/**
 * Time-outs and sizes of a client.
 *
 * @param commandTimeout how long a command may take
 * @param connectTimeout how long connecting may take
 * @param retries how often a command that got no answer is sent again; commands that must not be, never are
 * @param poolSize connections kept to each primary; up to 16 are opened under load, or as many as this if it is more
 */
public record ClientLimits(Duration commandTimeout, Duration connectTimeout, int retries, int poolSize) {

    private static final Duration LONGEST = Duration.ofHours(1);

    /** Half a second for a command, two seconds to connect, no retry, four connections. */
    public static final ClientLimits DEFAULT = new ClientLimits(Duration.ofMillis(500), Duration.ofSeconds(2), 0, 4);

    /**
     * Checks all.
     *
     * @throws InvalidConfigurationException if one is out of range
     */
    public ClientLimits {
        check("command-timeout", commandTimeout);
        check("connect-timeout", connectTimeout);
        check("retries", retries, 0, 10);
        check("pool-size", poolSize, 1, 1000);
    }

    private static void check(String property, Duration value) {
        if (value.toMillis() < 1 || value.compareTo(LONGEST) > 0) {
            throw new InvalidConfigurationException(
                    "cachekit.redis." + property,
                    value.toString(),
                    property + " must be between 1 ms and 1 h",
                    "set for example 500ms");
        }
    }

    private static void check(String property, int value, int least, int most) {
        if (value < least || value > most) {
            throw new InvalidConfigurationException(
                    "cachekit.redis." + property,
                    String.valueOf(value),
                    property + " must be between " + least + " and " + most,
                    "remove it to get the default");
        }
    }
}
