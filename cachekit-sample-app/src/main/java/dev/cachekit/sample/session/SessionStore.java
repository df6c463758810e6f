package dev.cachekit.sample.session;

import java.util.Optional;
import org.springframework.session.MapSession;

/** Where all nodes find a session. Every method throws {@link StoreAwayException} if the store does not answer. */
interface SessionStore {

    Optional<MapSession> find(String id);

    /** Keeps a session, whatever was there; false, and nothing is kept, if it has been ended. */
    boolean save(MapSession session);

    /** Keeps a session that is there already; false, and nothing is kept, if it is not: somebody has ended it. */
    boolean saveIfThere(MapSession session);

    /** Keeps a session unless it is there already, or has been ended, which is false: another node may have a newer one. */
    boolean saveIfGone(MapSession session);

    /** Takes a session away, and keeps it from being brought back by whoever has not heard of that. */
    void end(String id);

    /** Whether the store has lost what this node kept in it, or never had anything of it, since it was last asked. */
    boolean hasForgotten();
}
