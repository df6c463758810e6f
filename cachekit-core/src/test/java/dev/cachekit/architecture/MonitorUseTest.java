package dev.cachekit.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonitorUseTest {

    @TempDir
    Path sources;

    @Test
    void findsMethodsAndBlocks() throws IOException {
        write("""
                class Held {
                    synchronized void method() {}

                    void block() {
                        synchronized (this) {
                            method();
                        }
                    }
                }
                """);

        assertThat(MonitorUse.in(sources)).containsExactly("Held.java:2", "Held.java:5");
    }

    @Test
    void ignoresTheWordInTextAndComments() throws IOException {
        write("""
                class Held {
                    /** Never synchronized. */
                    String text = "synchronized (this) {}";
                }
                """);

        assertThat(MonitorUse.in(sources)).isEmpty();
    }

    private void write(String source) throws IOException {
        Files.writeString(sources.resolve("Held.java"), source);
    }
}
