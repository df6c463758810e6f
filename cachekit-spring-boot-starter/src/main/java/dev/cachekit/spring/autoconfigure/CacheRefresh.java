package dev.cachekit.spring.autoconfigure;

import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;

/**
 * Reads the settings of caches again, and tells of what else has changed and waits for a restart.
 *
 * @param live takes the settings over
 * @param options knows the annotations, which stay as they are
 * @param atStart what the application was started with
 * @param environment tells what it is now
 */
record CacheRefresh(LiveOptions live, CacheOptionsResolver options, CacheKitProperties atStart, Environment environment)
        implements CacheKitRefresh.Part {

    private static final Logger log = LoggerFactory.getLogger(CacheRefresh.class);

    @Override
    public String name() {
        return "Caches";
    }

    @Override
    public void refresh() {
        CacheKitProperties now = CacheKitProperties.read(environment);
        CacheOptionsResolver then = options.with(now);
        then.withoutContradiction();
        Set<String> changed = live.configure(then);
        if (!changed.isEmpty()) {
            log.info("Caches {} have other settings now", changed);
        }
        List<String> waiting = atStart.differingWithoutRefresh(now);
        if (!waiting.isEmpty()) {
            log.warn("{} differ from what the application was started with: restart it for them to count", waiting);
        }
    }
}
