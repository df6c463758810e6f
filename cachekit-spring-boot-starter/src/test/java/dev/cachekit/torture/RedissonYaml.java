package dev.cachekit.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A configuration file of Redisson, which {@code cachekit.redis.config} names: the way to lead one node to each server
 * through a proxy of its own, because servers can announce one address only, the same to all.
 */
final class RedissonYaml {

    private RedissonYaml() {}

    static List<String> sentinel(NodeLinks links, List<String> sentinels, String master, Path directory, String node) {
        return write(directory.resolve(node + ".yaml"), """
                sentinelServersConfig:
                  masterName: "%s"
                  scanInterval: 1000
                  checkSentinelsList: false
                  sentinelAddresses: %s
                  natMapper: !<org.redisson.config.HostPortNatMapper>
                    hostsPortMap: %s
                """.formatted(master, urls(links, sentinels), links.natMap()));
    }

    static List<String> cluster(NodeLinks links, List<String> nodes, Path directory, String node) {
        return write(directory.resolve(node + ".yaml"), """
                clusterServersConfig:
                  scanInterval: 1000
                  nodeAddresses: %s
                  natMapper: !<org.redisson.config.HostPortNatMapper>
                    hostsPortMap: %s
                """.formatted(urls(links, nodes), links.natMap()));
    }

    private static String urls(NodeLinks links, List<String> announced) {
        return announced.stream()
                .map(address -> "\"redis://" + links.through(address) + '"')
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static List<String> write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return List.of("cachekit.redis.config=file:" + file);
    }
}
