package dev.cachekit.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where the modules of Smile and CBOR are not on the class path. */
class MissingFormatTest {

    private static final String FORMATS = "jackson-dataformat-";

    @Test
    void theFormatIsRefusedWithTheRemedy() throws Exception {
        assertThat(ask("refusal"))
                .isEqualTo("cachekit.caches.feed.codec: codec must be a format whose module is on the class path"
                        + " but was smile; add the dependency tools.jackson.dataformat:jackson-dataformat-smile,"
                        + " or set codec to json");
    }

    @Test
    void aValueInTheFormatIsUnreadable() throws Exception {
        assertThat(ask("reading"))
                .isEqualTo("value is written in CBOR, whose module is not here, of another structure: true");
    }

    @Test
    void jsonNeedsNone() throws Exception {
        assertThat(ask("json")).isEqualTo("a value");
    }

    private static Object ask(String method) throws Exception {
        try (URLClassLoader without = new URLClassLoader(urls(), ClassLoader.getPlatformClassLoader())) {
            return without.loadClass(WithoutFormats.class.getName())
                    .getMethod(method)
                    .invoke(null);
        }
    }

    private static URL[] urls() {
        List<String> classPath = List.of(System.getProperty("java.class.path").split(File.pathSeparator));
        assertThat(classPath).anyMatch(path -> path.contains(FORMATS));
        return classPath.stream()
                .filter(path -> !path.contains(FORMATS))
                .map(MissingFormatTest::url)
                .toArray(URL[]::new);
    }

    private static URL url(String path) {
        try {
            return Path.of(path).toUri().toURL();
        } catch (MalformedURLException failure) {
            throw new IllegalArgumentException(failure);
        }
    }
}
