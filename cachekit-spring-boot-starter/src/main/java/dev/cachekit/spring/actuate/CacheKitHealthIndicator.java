package dev.cachekit.spring.actuate;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Reports which backend is in use and whether it answers. While Redis is away the application still answers from its
 * database, so the status stays {@code UP}, with {@code degraded} among the details, unless another was chosen. Safe for
 * use by many threads; a report takes no longer than the limit.
 */
public final class CacheKitHealthIndicator implements HealthIndicator {

    private final String backend;
    private final @Nullable ServerVersion server;
    private final RecoveryDetails recovery;
    private final Duration limit;
    private final Status whenAway;

    /**
     * Makes an indicator.
     *
     * @param backend the backend's name
     * @param server the server behind it, null if there is none
     * @param recovery what is known of outages
     * @param limit how long to wait for the server
     * @param whenAway the status while the server is away
     */
    public CacheKitHealthIndicator(
            String backend, @Nullable ServerVersion server, RecoveryDetails recovery, Duration limit, Status whenAway) {
        this.backend = backend;
        this.server = server;
        this.recovery = recovery;
        this.limit = limit;
        this.whenAway = whenAway;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up().withDetail("enabled", true).withDetail("backend", backend);
        recovery.addTo(health);
        return server == null ? health.build() : withServer(health, server);
    }

    private Health withServer(Health.Builder health, ServerVersion server) {
        try {
            String version = server.read()
                    .toCompletableFuture()
                    .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            return health.withDetail("version", version).build();
        } catch (CompletionException away) {
            return health.status(whenAway)
                    .withDetail("degraded", true)
                    .withDetail("reason", reason(away.getCause()))
                    .build();
        }
    }

    /** The type only: texts of a client may hold addresses and more. */
    private String reason(@Nullable Throwable failure) {
        if (failure == null || failure instanceof TimeoutException) {
            return "no answer within " + limit.toMillis() + " ms";
        }
        return failure.getClass().getSimpleName();
    }
}
