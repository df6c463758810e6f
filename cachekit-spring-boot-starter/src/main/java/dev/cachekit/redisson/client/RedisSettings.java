package dev.cachekit.redisson.client;

import dev.cachekit.InvalidConfigurationException;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Where Redis is and how to get in. Never shows a password.
 *
 * @param servers one server, a sentinel group or a cluster
 * @param credentials user and password; they win over those of a URL
 * @param tls null for plain connections, unless a URL says {@code rediss}
 * @param limits time-outs and sizes
 */
public record RedisSettings(
        Servers servers, Credentials credentials, @Nullable Tls tls, ClientLimits limits) {

    /** The servers. */
    public sealed interface Servers {}

    /**
     * One server.
     *
     * @param url {@code redis://[[user]:password@]host[:port][/database]}, {@code rediss://} for TLS
     */
    public record Single(String url) implements Servers {

        /**
         * Checks the URL.
         *
         * @throws InvalidConfigurationException if it is none
         */
        public Single {
            RedisUrl.parse("cachekit.redis.url", url);
        }

        @Override
        public String toString() {
            return "Single[" + RedisUrl.redact(url) + "]";
        }
    }

    /**
     * A primary that sentinels watch.
     *
     * @param master the name of the primary
     * @param nodes the sentinels, as {@code host:port} or URLs
     * @param database the database's number
     */
    public record Sentinel(String master, List<String> nodes, int database) implements Servers {

        /**
         * Checks the nodes.
         *
         * @throws InvalidConfigurationException if there are none, one is not readable, or the name is empty
         */
        public Sentinel {
            nodes = checked("cachekit.redis.sentinel.nodes", nodes);
            if (master.isBlank()) {
                throw new InvalidConfigurationException(
                        "cachekit.redis.sentinel.master",
                        "empty",
                        "the primary must be named",
                        "set the name which the sentinels use");
            }
            if (database < 0) {
                throw new InvalidConfigurationException(
                        "cachekit.redis.url",
                        "database " + database,
                        "the database's number must not be negative",
                        "set 0 or the number of the database");
            }
        }

        @Override
        public String toString() {
            return "Sentinel[" + master + ", "
                    + nodes.stream().map(RedisUrl::redact).toList() + "]";
        }
    }

    /**
     * A Redis Cluster.
     *
     * @param nodes some of its nodes, as {@code host:port} or URLs
     */
    public record Cluster(List<String> nodes) implements Servers {

        /**
         * Checks the nodes.
         *
         * @throws InvalidConfigurationException if there are none or one is not readable
         */
        public Cluster {
            nodes = checked("cachekit.redis.cluster.nodes", nodes);
        }

        @Override
        public String toString() {
            return "Cluster[" + nodes.stream().map(RedisUrl::redact).toList() + "]";
        }
    }

    /**
     * User and password.
     *
     * @param username null for the default user
     * @param password null for none
     */
    public record Credentials(
            @Nullable String username, @Nullable String password) {

        /** No user, no password. */
        public static final Credentials NONE = new Credentials(null, null);

        @Override
        public String toString() {
            return password == null ? "Credentials[none]" : "Credentials[***]";
        }
    }

    /**
     * Encrypted connections.
     *
     * @param keys the client's own certificate, null for none
     * @param trust whom to trust, null for the JVM's default
     * @param protocols enabled protocols, empty for the default
     * @param ciphers enabled ciphers, empty for the default
     * @param verifyHost whether the certificate must name the host
     */
    public record Tls(
            @Nullable KeyManagerFactory keys,
            @Nullable TrustManagerFactory trust,
            List<String> protocols,
            List<String> ciphers,
            boolean verifyHost) {

        /** The JVM's trust, hosts verified. */
        public static final Tls DEFAULT = new Tls(null, null, List.of(), List.of(), true);
    }

    private static List<String> checked(String where, List<String> nodes) {
        if (nodes.isEmpty()) {
            throw new InvalidConfigurationException(
                    where, "an empty list", "there must be at least one node", "list nodes as host:port");
        }
        nodes.forEach(node -> RedisUrl.parse(where, node));
        return List.copyOf(nodes);
    }
}
