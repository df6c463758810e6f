package dev.cachekit.spring.aop;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Starts the Redis of {@link RedisBackendConfiguration} for a test class, and empties it before each test. */
final class OnRedis implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
        RedisBackendConfiguration.start();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        RedisBackendConfiguration.empty();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        RedisBackendConfiguration.stop();
    }
}
