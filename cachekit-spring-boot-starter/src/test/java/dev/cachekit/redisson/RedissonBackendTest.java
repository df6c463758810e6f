package dev.cachekit.redisson;

import dev.cachekit.contract.BackendContract;
import dev.cachekit.spi.Backend;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedissonBackendTest extends BackendContract {

    @RegisterExtension
    static final OnRedis REDIS = new OnRedis();

    @Override
    protected Backend start() {
        return REDIS.backend().anotherBackend();
    }
}
