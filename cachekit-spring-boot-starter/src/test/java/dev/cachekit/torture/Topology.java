package dev.cachekit.torture;

import dev.cachekit.torture.history.HistoryFile;
import java.nio.file.Path;
import java.util.List;

/** The servers of a run. */
interface Topology extends AutoCloseable {

    /** Whatever clients connect to. */
    List<Endpoint> endpoints();

    /**
     * Where Redis is, for a node behind its own proxies.
     *
     * @param links the node's proxies
     * @param directory where a configuration file may be written
     * @param node the node's name
     * @return Spring properties
     */
    List<String> properties(NodeLinks links, Path directory, String node);

    /** What can go wrong with the servers. */
    List<Fault> faults();

    /** Begins to write down who is promoted, where somebody may be. */
    default void watch(HistoryFile history) {}

    /** Waits until all servers are there again and agree. */
    default void awaitSound() {}

    @Override
    void close();
}
