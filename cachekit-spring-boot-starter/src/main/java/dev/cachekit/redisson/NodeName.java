package dev.cachekit.redisson;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Names this process to people. No name server is asked for it: that may take seconds. */
final class NodeName {

    private static final Path LINUX = Path.of("/proc/sys/kernel/hostname");
    private static final int SUFFIXES = 1 << 16;
    private static final int LONGEST = 64;

    private NodeName() {}

    /** Host and process, and what tells several applications of one process apart. Another one each time. */
    static String ofThisProcess() {
        String suffix = Integer.toHexString(ThreadLocalRandom.current().nextInt(SUFFIXES));
        return host() + ":" + ProcessHandle.current().pid() + ":" + suffix;
    }

    private static String host() {
        return Stream.of(text(System.getenv("HOSTNAME")), text(System.getenv("COMPUTERNAME")), ofLinux())
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("host");
    }

    private static String ofLinux() {
        try {
            return text(Files.isReadable(LINUX) ? Files.readString(LINUX) : null);
        } catch (IOException unreadable) {
            return "";
        }
    }

    private static String text(@Nullable String name) {
        String plain = name == null ? "" : name.replaceAll("[^A-Za-z0-9._-]", "");
        return plain.substring(0, Math.min(LONGEST, plain.length()));
    }
}
