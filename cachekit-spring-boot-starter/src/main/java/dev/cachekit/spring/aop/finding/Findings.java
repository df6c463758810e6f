package dev.cachekit.spring.aop.finding;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that was found, each told in the log once. Safe for use by many threads. */
public final class Findings {

    private static final Logger log = LoggerFactory.getLogger(Findings.class);

    private final CopyOnWriteArrayList<Finding> all = new CopyOnWriteArrayList<>();

    /** Begins without findings. */
    public Findings() {}

    /**
     * Returns what was found so far.
     *
     * @return in the order in which it was found; nearly all of it when the singletons of the application are there
     */
    public List<Finding> all() {
        return List.copyOf(all);
    }

    /**
     * Takes note of something and tells it, unless it is known.
     *
     * @param finding what was found
     */
    public void add(Finding finding) {
        if (!all.addIfAbsent(finding)) {
            return;
        }
        if (finding.kind().isNotice()) {
            log.info("{}", finding);
        } else {
            log.warn("{}", finding);
        }
    }
}
