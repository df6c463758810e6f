package dev.cachekit.spring.actuate;

import dev.cachekit.MemoryUse;
import dev.cachekit.ServerInfo;
import dev.cachekit.spi.StoreReport;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What operators are shown of the servers: no addresses, no names of clients. Stateless. */
final class ServerDetails {

    private ServerDetails() {}

    static Map<String, Object> of(StoreReport report) {
        Map<String, Object> details = new LinkedHashMap<>();
        ServerInfo server = report.server();
        details.put("version", server.version());
        details.put("mode", server.mode());
        details.put("primaries", server.primaries());
        details.put("clients", server.clients());
        details.put("uptime", server.uptime().toString());
        MemoryUse memory = report.memory();
        details.put("usedMemoryBytes", memory.usedBytes());
        if (memory.maxBytes().isPresent()) {
            details.put("maxMemoryBytes", memory.maxBytes().getAsLong());
        }
        details.put("evictionPolicy", memory.evictionPolicy());
        if (report.replication() != null) {
            details.put("replicas", report.replication().replicas());
            details.put("writesNeedReplicas", report.replication().required());
        }
        Duration ahead = report.clockAhead();
        if (ahead != null) {
            details.put("clockAheadMillis", ahead.toMillis());
        }
        return details;
    }
}
