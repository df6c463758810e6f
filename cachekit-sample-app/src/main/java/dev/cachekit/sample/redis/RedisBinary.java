package dev.cachekit.sample.redis;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import redis.embedded.core.ExecutableProvider;

/** Where the {@code redis-server} program comes from. */
@FunctionalInterface
interface RedisBinary {

    /**
     * The program, unpacked into the folder if need be.
     *
     * @throws IOException if there is none for this operating system
     */
    File in(Path folder) throws IOException;

    /** The program in the embedded-redis jar. */
    static RedisBinary fromJar() {
        return folder ->
                ExecutableProvider.newJarResourceProvider(folder.toFile()).get();
    }
}
