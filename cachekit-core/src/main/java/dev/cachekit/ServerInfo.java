package dev.cachekit;

import java.time.Duration;

/**
 * What kind of server the store is.
 *
 * @param version version of the server; with several nodes, of the oldest
 * @param mode how it is run: {@code standalone}, {@code sentinel}, {@code cluster} or {@code in-process}
 * @param primaries number of nodes that accept writes
 * @param uptime time since the start of the node that was started last
 * @param clients number of connections to the node that has the most; 0 in-process
 */
public record ServerInfo(String version, String mode, int primaries, Duration uptime, int clients) {}
