package dev.cachekit.torture;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Sends signals to processes that this test has started. */
final class Signal {

    private Signal() {}

    static void send(long pid, String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, String.valueOf(pid))
                    .start()
                    .waitFor();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
