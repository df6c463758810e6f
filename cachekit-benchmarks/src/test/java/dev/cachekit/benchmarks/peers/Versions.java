package dev.cachekit.benchmarks.peers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** The versions on the class path, as their own jars tell them. */
final class Versions {

    private Versions() {}

    /** The artifact and its version. */
    static String of(String group, String artifact) {
        String file = "/META-INF/maven/" + group + "/" + artifact + "/pom.properties";
        try (InputStream in = Objects.requireNonNull(Versions.class.getResourceAsStream(file), file)) {
            Properties properties = new Properties();
            properties.load(in);
            return artifact + " " + properties.getProperty("version").replace(".RELEASE", "");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
