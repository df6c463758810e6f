package dev.cachekit.spring.connection;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionDetailsFactory;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionSource;
import org.testcontainers.containers.Container;

/** Takes the address of a Redis container with {@code @ServiceConnection}, whether or not Spring Data is there. */
final class RedisContainerConnectionDetailsFactory
        extends ContainerConnectionDetailsFactory<Container<?>, CacheKitConnectionDetails> {

    RedisContainerConnectionDetailsFactory() {
        super(List.of(RedisImages.NAMES));
    }

    @Override
    protected CacheKitConnectionDetails getContainerConnectionDetails(ContainerConnectionSource<Container<?>> source) {
        return new Details(source);
    }

    /** The container is started when it is first asked. */
    private static final class Details extends ContainerConnectionDetails<Container<?>>
            implements CacheKitConnectionDetails {

        Details(ContainerConnectionSource<Container<?>> source) {
            super(source);
        }

        @Override
        public String getUrl() {
            return RedisImages.url(getContainer().getHost(), getContainer().getMappedPort(RedisImages.PORT));
        }

        @Override
        public @Nullable SslBundle getSslBundle() {
            return super.getSslBundle();
        }
    }
}
