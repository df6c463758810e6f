package dev.cachekit.torture;

import dev.cachekit.torture.network.LinkState;
import dev.cachekit.torture.network.Proxy;
import dev.cachekit.torture.network.Traffic;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The proxies of one node: one in front of each server, by the address under which the node hears of that server. */
final class NodeLinks implements AutoCloseable {

    private final Map<String, Proxy> proxies = new LinkedHashMap<>();

    NodeLinks(List<Endpoint> endpoints) {
        endpoints.forEach(endpoint -> proxies.put(endpoint.announced(), Proxy.before("127.0.0.1", endpoint.port())));
    }

    /** The proxy that stands for an announced address. */
    String through(String announced) {
        return proxies.get(announced).address();
    }

    /** From announced addresses to those of the proxies, as YAML. */
    String natMap() {
        return proxies.entrySet().stream()
                .map(entry -> '"' + entry.getKey() + "\": \"" + entry.getValue().address() + '"')
                .collect(Collectors.joining(", ", "{", "}"));
    }

    void set(LinkState state) {
        proxies.values().forEach(proxy -> proxy.set(state));
    }

    void reset(Traffic which) {
        proxies.values().forEach(proxy -> proxy.reset(which));
    }

    @Override
    public void close() {
        proxies.values().forEach(Proxy::close);
    }
}
