package dev.cachekit.torture;

import java.nio.file.Path;

/** The kinds of servers that a run can have. */
enum TopologyKind {
    STANDALONE {
        @Override
        Topology start(Path directory, long seed) {
            return new Standalone();
        }
    },
    SENTINEL {
        @Override
        Topology start(Path directory, long seed) {
            return new SentinelGroup();
        }
    },
    CLUSTER {
        @Override
        Topology start(Path directory, long seed) {
            return new ServerCluster(directory, seed);
        }
    };

    /** Starts the servers. */
    abstract Topology start(Path directory, long seed);
}
