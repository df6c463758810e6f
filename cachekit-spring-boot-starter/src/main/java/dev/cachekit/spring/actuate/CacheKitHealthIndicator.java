package dev.cachekit.spring.actuate;

import dev.cachekit.spi.StoreAdmin;
import dev.cachekit.spi.StoreReport;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Reports which backend is in use and how it is. While Redis is away the application still answers from its database, so the
 * status stays {@code UP}, with {@code degraded} among the details, unless another was chosen. Safe for use by many threads; a
 * report takes no longer than the limit.
 */
public final class CacheKitHealthIndicator implements HealthIndicator {

    private final String backend;
    private final @Nullable StoreAdmin server;
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
            String backend, @Nullable StoreAdmin server, RecoveryDetails recovery, Duration limit, Status whenAway) {
        this.backend = backend;
        this.server = server;
        this.recovery = recovery;
        this.limit = limit;
        this.whenAway = whenAway;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up().withDetail("enabled", true).withDetail("backend", backend);
        if (server != null) {
            addServer(health, server);
        }
        recovery.addTo(health);
        return health.build();
    }

    private void addServer(Health.Builder health, StoreAdmin server) {
        try {
            StoreReport report = server.report()
                    .toCompletableFuture()
                    .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            ServerDetails.of(report).forEach(health::withDetail);
            if (report.silent() > 0) {
                degraded(health, report.silent() + " of " + report.server().primaries() + " primaries do not answer");
            }
        } catch (CompletionException away) {
            degraded(health.status(whenAway), reason(away.getCause()));
        }
    }

    private static void degraded(Health.Builder health, String reason) {
        health.withDetail("degraded", true).withDetail("reason", reason);
    }

    /** The type only: texts of a client may hold addresses and more. */
    private String reason(@Nullable Throwable failure) {
        if (failure == null || failure instanceof TimeoutException) {
            return "no answer within " + limit.toMillis() + " ms";
        }
        return failure.getClass().getSimpleName();
    }
}
