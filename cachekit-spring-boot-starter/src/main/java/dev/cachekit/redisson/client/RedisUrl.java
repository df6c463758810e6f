package dev.cachekit.redisson.client;

import dev.cachekit.InvalidConfigurationException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A parsed Redis URL. Never shows a password.
 *
 * @param tls whether it says {@code rediss}
 * @param host host name or address
 * @param port 6379 if not given
 * @param username null if not given
 * @param password null if not given
 * @param database 0 if not given
 */
record RedisUrl(
        boolean tls,
        String host,
        int port,
        @Nullable String username,
        @Nullable String password,
        int database) {

    private static final int DEFAULT_PORT = 6379;
    // The part before the host is greedy: a password may hold '@', '/' and ':' as they are. It does not begin like
    // another
    // scheme, or http://user:password@host would be taken for a user named http.
    private static final Pattern FORM = Pattern.compile(
            "(?:(?<scheme>rediss?)://)?(?:(?<user>(?![a-zA-Z][a-zA-Z0-9+.-]*://).*)@)?(?<host>\\[[0-9a-fA-F:.%]+]|[^:/@?#\\[\\]\\s]+)"
                    + "(?::(?<port>\\d{1,5}))?(?:/(?<database>\\d{0,4}))?");

    static RedisUrl parse(String where, String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw invalid(where, text);
        }
        String port = form.group("port");
        int number = port == null ? DEFAULT_PORT : Integer.parseInt(port);
        if (number < 1 || number > 65_535) {
            throw invalid(where, text);
        }
        String user = form.group("user");
        String database = form.group("database");
        return new RedisUrl(
                "rediss".equals(form.group("scheme")),
                form.group("host"),
                number,
                username(user),
                password(user),
                database == null || database.isEmpty() ? 0 : Integer.parseInt(database));
    }

    /** The address without user and database, as Redisson wants it. */
    String address(boolean encrypted) {
        return (encrypted ? "rediss://" : "redis://") + host + ":" + port;
    }

    /** Hides everything between scheme and host. */
    static String redact(String text) {
        return text.replaceAll("^([a-zA-Z]*://)?.*@", "$1***@");
    }

    private static InvalidConfigurationException invalid(String where, String text) {
        return new InvalidConfigurationException(
                where,
                "'" + redact(text) + "'",
                "an address must read redis://[[user]:password@]host[:port][/database]",
                "correct it; use rediss:// for TLS");
    }

    private static @Nullable String username(@Nullable String user) {
        int colon = user == null ? -1 : user.indexOf(':');
        return user == null || colon < 1 ? null : decode(user.substring(0, colon));
    }

    /** A user part without colon is a password, as for {@code redis-cli}. */
    private static @Nullable String password(@Nullable String user) {
        return user == null || user.isEmpty() ? null : decode(user.substring(user.indexOf(':') + 1));
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) { // a percent sign that stands for itself
            return text;
        }
    }

    @Override
    public String toString() {
        return address(tls) + "/" + database;
    }
}
