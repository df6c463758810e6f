package dev.cachekit.redisson;

import dev.cachekit.redisson.testing.RedisServer;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A server and a backend on it, for all tests of a class. To be registered as a static field. */
final class OnRedis implements BeforeAllCallback, AfterAllCallback {

    private @Nullable RedisServer server;
    private @Nullable TestBackend backend;

    @Override
    public void beforeAll(ExtensionContext context) {
        server = RedisServer.start();
        backend = new TestBackend(server);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        backend().close();
        server().close();
    }

    RedisServer server() {
        return started(server);
    }

    TestBackend backend() {
        return started(backend);
    }

    /** The server's clock cannot be moved. */
    static void passTime(Duration duration) {
        Awaitility.await().pollDelay(duration.plusMillis(20)).until(() -> true);
    }

    private static <T> T started(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("register OnRedis as a static field of the test class");
        }
        return part;
    }
}
