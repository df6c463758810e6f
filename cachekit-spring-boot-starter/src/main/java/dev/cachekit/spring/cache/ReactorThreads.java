package dev.cachekit.spring.cache;

import org.springframework.util.ClassUtils;
import reactor.core.scheduler.Schedulers;

/** Tells which threads must not wait. */
final class ReactorThreads {

    private static final boolean PRESENT =
            ClassUtils.isPresent("reactor.core.scheduler.Schedulers", ReactorThreads.class.getClassLoader());

    private ReactorThreads() {}

    static boolean isPresent() {
        return PRESENT;
    }

    static boolean mustNotWait() {
        return PRESENT && Schedulers.isInNonBlockingThread();
    }
}
