package dev.cachekit.spring.connection;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.docker.compose.core.RunningService;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionDetailsFactory;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionSource;
import org.springframework.boot.ssl.SslBundle;

/** Takes the address of a Redis service of Docker Compose, whether or not Spring Data is there. */
final class RedisDockerComposeConnectionDetailsFactory
        extends DockerComposeConnectionDetailsFactory<CacheKitConnectionDetails> {

    RedisDockerComposeConnectionDetailsFactory() {
        super(RedisImages.NAMES);
    }

    @Override
    protected CacheKitConnectionDetails getDockerComposeConnectionDetails(DockerComposeConnectionSource source) {
        return new Details(source.getRunningService());
    }

    private static final class Details extends DockerComposeConnectionDetails implements CacheKitConnectionDetails {

        private final String url;
        private final @Nullable SslBundle sslBundle;

        Details(RunningService service) {
            super(service);
            this.url = RedisImages.url(service.host(), service.ports().get(RedisImages.PORT));
            this.sslBundle = getSslBundle(service);
        }

        @Override
        public String getUrl() {
            return url;
        }

        @Override
        public @Nullable SslBundle getSslBundle() {
            return sslBundle;
        }
    }
}
