package dev.cachekit.spring.autoconfigure;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;

/** Tells of connection options that have no effect because Redis was found at an earlier place. */
final class Overlooked {

    private static final Logger log = LoggerFactory.getLogger(Overlooked.class);
    private static final List<String> OPTIONS =
            List.of("sentinel.nodes", "cluster.nodes", "url", "username", "password", "ssl-bundle");

    private Overlooked() {}

    /** To be called where neither address nor credentials come from properties of ours. */
    static void warn(Environment environment, String place) {
        List<String> set = OPTIONS.stream()
                .map(option -> "cachekit.redis." + option)
                .filter(property -> RedisOrigin.isSet(environment, property))
                .toList();
        if (!set.isEmpty()) {
            log.warn("{}: without effect, because {} comes first and tells address and credentials", set, place);
        }
    }
}
