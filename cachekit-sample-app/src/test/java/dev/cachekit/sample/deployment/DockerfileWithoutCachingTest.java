package dev.cachekit.sample.deployment;

import dev.cachekit.sample.WithoutCaching;
import java.io.IOException;

@WithoutCaching
class DockerfileWithoutCachingTest extends DockerfileTest {

    DockerfileWithoutCachingTest() throws IOException {}
}
