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
 * @param clientName what the server calls our connections; null for nothing, which saves a command for each
 */
public record RedisSettings(
        Servers servers,
        Credentials credentials,
        @Nullable Tls tls,
        ClientLimits limits,
        @Nullable String clientName) {

    private static final String URL = "cachekit.redis.url";
    private static final String SENTINELS = "cachekit.redis.sentinel.nodes";
    private static final String REPLICAS = "cachekit.redis.masterreplica.nodes";
    private static final String CLUSTER = "cachekit.redis.cluster.nodes";

    /**
     * Checks what only shows together.
     *
     * @throws InvalidConfigurationException if sentinels are to be told a password and servers are not: Redisson tells neither then
     */
    public RedisSettings {
        boolean toSentinels = servers instanceof Sentinel group && group.login().password() != null;
        if (toSentinels && credentials.password() == null) {
            throw new InvalidConfigurationException(
                    "cachekit.redis.sentinel.password",
                    "set",
                    "sentinels are told a password only if the servers are, too",
                    "give the servers a password, or remove that of the sentinels");
        }
    }

    /**
     * Settings without a name for the connections.
     *
     * @param servers one server, a sentinel group or a cluster
     * @param credentials user and password; they win over those of a URL
     * @param tls null for plain connections, unless a URL says {@code rediss}
     * @param limits time-outs and sizes
     */
    public RedisSettings(Servers servers, Credentials credentials, @Nullable Tls tls, ClientLimits limits) {
        this(servers, credentials, tls, limits, null);
    }

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
            RedisUrl.parse(URL, url);
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
     * @param login what the sentinels themselves are told, which is not what the primary is told
     */
    public record Sentinel(String master, List<String> nodes, int database, Credentials login) implements Servers {

        /**
         * Checks the nodes.
         *
         * @throws InvalidConfigurationException if there are none, one is not readable, or the name is empty
         */
        public Sentinel {
            nodes = checked(SENTINELS, nodes);
            if (master.isBlank()) {
                throw new InvalidConfigurationException(
                        "cachekit.redis.sentinel.master",
                        "empty",
                        "the primary must be named",
                        "set the name which the sentinels use");
            }
            if (database < 0) {
                throw new InvalidConfigurationException(
                        URL,
                        "database " + database,
                        "the database's number must not be negative",
                        "set 0 or the number of the database");
            }
        }

        /**
         * A group whose sentinels ask nobody to log in.
         *
         * @param master the name of the primary
         * @param nodes the sentinels, as {@code host:port} or URLs
         * @param database the database's number
         */
        public Sentinel(String master, List<String> nodes, int database) {
            this(master, nodes, database, Credentials.NONE);
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
            nodes = checked(CLUSTER, nodes);
        }

        @Override
        public String toString() {
            return "Cluster[" + nodes.stream().map(RedisUrl::redact).toList() + "]";
        }
    }

    /**
     * A primary with replicas that nobody watches; which of them is the primary is found out by asking them.
     *
     * @param nodes all of them, as {@code host:port} or URLs
     * @param database the database's number
     */
    public record Replicated(List<String> nodes, int database) implements Servers {

        /**
         * Checks the nodes.
         *
         * @throws InvalidConfigurationException if there are none or one is not readable
         */
        public Replicated {
            nodes = checked(REPLICAS, nodes);
        }

        @Override
        public String toString() {
            return "Replicated[" + nodes.stream().map(RedisUrl::redact).toList() + "]";
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

        /**
         * Takes what stands in a URL.
         *
         * @param url {@code redis://[[user]:password@]host[:port][/database]}
         * @return none, if the URL has none
         * @throws InvalidConfigurationException if it is no URL
         */
        public static Credentials ofUrl(String url) {
            RedisUrl parsed = RedisUrl.parse(URL, url);
            return new Credentials(parsed.username(), parsed.password());
        }

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
