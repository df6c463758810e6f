package dev.cachekit.torture;

import java.util.Optional;

/** The server that a fault has chosen, until it is made whole again. Used by one thread at a time. */
final class ServerRef {

    private Optional<LinkedServer> chosen = Optional.empty();

    LinkedServer set(LinkedServer server) {
        chosen = Optional.of(server);
        return server;
    }

    LinkedServer get() {
        return chosen.orElseThrow();
    }
}
