package dev.cachekit.spring.connection;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.ssl.SslBundle;

/**
 * Where CacheKit finds its Redis. A bean of this type comes after what {@code cachekit.redis.*} says of an address and before
 * everything else; {@code @ServiceConnection} on a Redis container and Docker Compose make one. Asked once, at the start, by one
 * thread.
 */
public interface CacheKitConnectionDetails extends ConnectionDetails {

    /**
     * Returns the address of a single server.
     *
     * @return {@code redis://host[:port][/database]}, {@code rediss://} for TLS
     */
    String getUrl();

    /**
     * Returns the user to log in as.
     *
     * @return null for the default user
     */
    default @Nullable String getUsername() {
        return null;
    }

    /**
     * Returns the password to log in with.
     *
     * @return null for none
     */
    default @Nullable String getPassword() {
        return null;
    }

    /**
     * Returns what TLS connections are made with.
     *
     * @return null for plain connections, unless the address says {@code rediss}
     */
    default @Nullable SslBundle getSslBundle() {
        return null;
    }
}
