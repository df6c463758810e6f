package dev.cachekit.redisson.testing;

import com.github.dockerjava.api.DockerClient;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** A Redis in a container, which Testcontainers removes when this JVM ends. */
final class DockerContainer implements ServerControl {

    private static final int INSIDE = 6379;

    private final GenericContainer<?> container;
    private final DockerClient docker = DockerClientFactory.instance().client();

    DockerContainer(String... options) {
        String image = System.getProperty("cachekit.test.redis.image", "redis:7.4-alpine");
        String command = "redis-server --save \"\" --appendonly no"
                + Stream.of(options).map(option -> " --" + option).collect(Collectors.joining());
        container = new GenericContainer<>(DockerImageName.parse(image))
                .withExposedPorts(INSIDE)
                .withCommand(command);
        container.start();
    }

    static boolean isAvailable() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    @Override
    public String host() {
        return container.getHost();
    }

    @Override
    public int port() {
        return container.getMappedPort(INSIDE);
    }

    /** A paused process keeps the mapped port, a stopped container would not: the server is restarted inside. */
    @Override
    public void start() {
        docker.restartContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void stop() {
        docker.stopContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void kill() {
        docker.killContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void pause() {
        docker.pauseContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void resume() {
        docker.unpauseContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void dispose() {
        container.stop();
    }
}
