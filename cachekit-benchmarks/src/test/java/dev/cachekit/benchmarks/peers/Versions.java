package dev.cachekit.benchmarks.peers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The versions on the class path, as their own jars tell them. */
public final class Versions {

    private static final Pattern JAR = Pattern.compile("([^/]+)-(\\d[^/]*)\\.jar$");

    private Versions() {}

    /** The artifact that a class is from, and its version, by the name of its file. */
    public static String of(Class<?> type) {
        String place = type.getProtectionDomain().getCodeSource().getLocation().getPath();
        Matcher jar = JAR.matcher(place);
        if (!jar.find()) {
            throw new IllegalArgumentException(type + " is from " + place + ", which has no version");
        }
        return jar.group(1) + " " + plain(jar.group(2));
    }

    /** The artifact and its version. */
    static String of(String group, String artifact) {
        String file = "/META-INF/maven/" + group + "/" + artifact + "/pom.properties";
        try (InputStream in = Objects.requireNonNull(Versions.class.getResourceAsStream(file), file)) {
            Properties properties = new Properties();
            properties.load(in);
            return artifact + " " + plain(properties.getProperty("version"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String plain(String version) {
        return version.replace(".RELEASE", "");
    }
}
