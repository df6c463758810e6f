package dev.cachekit.redisson;

import dev.cachekit.redisson.client.RedisSettings;
import dev.cachekit.redisson.client.RedissonClients;
import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.redisson.testing.RespConnection;
import dev.cachekit.redisson.testing.TestCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.util.FileSystemUtils;

/**
 * A server that takes TLS connections of clients with a certificate only, and a backend on it whose user may do what the page on
 * security lists. For all tests of a class and of those nested in it.
 */
final class SecuredRedis implements BeforeAllCallback, AfterAllCallback {

    private static final int DATABASE = 1;
    private static final Path PAGE = Path.of("..", "docs", "security.md");
    private static final Pattern LINE = Pattern.compile("(?m)^ACL SETUSER shop .*$");
    private static final Pattern COMMAND = Pattern.compile(" \\+([a-z|]+)");

    private final Map<String, Long> own = new TreeMap<>();
    private @Nullable Path directory;
    private @Nullable RedisServer server;
    private @Nullable TestBackend backend;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        if (server != null) {
            return; // of the outer class
        }
        directory = Files.createTempDirectory("tls-");
        TestCertificate theirs = TestCertificate.in(directory, "server");
        TestCertificate ours = TestCertificate.in(directory, "client");
        int port = RedisServer.freePort();
        server = RedisServer.startLocal(RedisServer.tls(port, theirs, ours));
        server.send(line().split(" "));
        server.resetStats();
        backend = new TestBackend(RedissonClients.create(new RedisSettings(
                new RedisSettings.Single("rediss://127.0.0.1:" + port + "/" + DATABASE),
                new RedisSettings.Credentials("shop", "secret"),
                new RedisSettings.Tls(ours.keys(), theirs.trust(), List.of(), List.of(), true),
                TestBackend.LIMITS)));
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        boolean outer = context.getRequiredTestClass().getEnclosingClass() == null;
        if (outer) {
            backend().close();
            server().close();
            FileSystemUtils.deleteRecursively(directory);
        }
    }

    private static String line() throws IOException {
        Matcher line = LINE.matcher(Files.readString(PAGE));
        if (!line.find()) {
            throw new IllegalStateException(PAGE + " shows no user");
        }
        return line.group();
    }

    /** The commands that the page lists. */
    static List<String> listed() throws IOException {
        return COMMAND.matcher(line()).results().map(found -> found.group(1)).toList();
    }

    /** How often a command was run for the backend, scripts included. Version 6.2 does not tell subcommands apart. */
    long uses(String command) {
        Map<String, Long> calls = server().commandStats();
        long all = calls.getOrDefault(command, calls.getOrDefault(command.replaceAll("\\|.*", ""), 0L));
        return all - own.getOrDefault(command, 0L);
    }

    /** What was refused, beside Redisson's question whether a script may touch two slots. */
    List<String> refused() {
        return ((List<?>) server().send("ACL", "LOG"))
                .stream()
                        .map(String::valueOf)
                        .filter(refusal -> !refusal.contains("object, eval,"))
                        .toList();
    }

    /** Lets the user listen to a pattern, as the page says that one must. */
    void allowPattern(String topics) {
        server().send("ACL", "SETUSER", "shop", "&shop:topic:" + topics);
    }

    /** Lets the user touch the keys of another application as well. */
    void allowApplication(String app) {
        server().send("ACL", "SETUSER", "shop", "~" + app + ":*", "&" + app + ":*");
    }

    /** Asks the server past the backend, in the backend's database. */
    Object ask(String... command) {
        try (RespConnection connection = server().connect()) {
            connection.send("SELECT", String.valueOf(DATABASE));
            Arrays.asList("select", command[0].toLowerCase(java.util.Locale.ROOT))
                    .forEach(name -> own.merge(name, 1L, Long::sum));
            return connection.send(command);
        }
    }

    TestBackend backend() {
        return started(backend);
    }

    private RedisServer server() {
        return started(server);
    }

    private static <T> T started(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("register SecuredRedis as a static field of the test class");
        }
        return part;
    }
}
