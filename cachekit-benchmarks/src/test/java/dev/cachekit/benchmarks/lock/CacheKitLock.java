package dev.cachekit.benchmarks.lock;

import dev.cachekit.CacheKit;
import dev.cachekit.DistributedLock;
import dev.cachekit.benchmarks.contender.CacheKitApplication;
import dev.cachekit.benchmarks.contender.InSpring;
import java.time.Duration;
import java.util.Map;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** CacheKit's lock. */
record CacheKitLock(AnnotationConfigApplicationContext context, DistributedLock lock)
        implements LockContender.Mutex, InSpring {

    private static final Duration WAIT = Duration.ofSeconds(10);

    static LockContender.Mutex start() {
        AnnotationConfigApplicationContext context = CacheKitApplication.with(Map.of());
        context.refresh();
        return new CacheKitLock(context, context.getBean(CacheKit.class).lock("mutex"));
    }

    @Override
    public void holdForNothing() {
        lock.acquire(WAIT).close();
    }

    @Override
    public void close() {
        context.close();
    }
}
