package dev.cachekit.spring.autoconfigure;

import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.spi.Backend;
import dev.cachekit.spi.Scheduler;
import dev.cachekit.spring.advisor.CacheAdvice;
import dev.cachekit.spring.advisor.RoundTrips;
import dev.cachekit.spring.advisor.StoreAdvice;
import dev.cachekit.spring.aop.finding.Finding;
import dev.cachekit.spring.aop.finding.FindingKind;
import dev.cachekit.spring.aop.finding.Findings;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;

/**
 * Looks, when the application has started, at how Redis is run and at what hurts in production. Redis is asked in the background:
 * it delays no start, and one that is away is asked again for a while.
 */
final class StartAdvisor implements ApplicationListener<ContextRefreshedEvent> {

    private static final Logger log = LoggerFactory.getLogger(StartAdvisor.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final int ATTEMPTS = 60;

    private final ApplicationContext context;
    private final CacheKitEngine engine;
    private final AppName app;
    private final CacheOptionsResolver options;
    private final Scheduler scheduler;
    private final Findings findings;

    StartAdvisor(
            ApplicationContext context,
            CacheKitEngine engine,
            AppName app,
            CacheOptionsResolver options,
            Scheduler scheduler,
            Findings findings) {
        this.context = context;
        this.engine = engine;
        this.app = app;
        this.options = options;
        this.scheduler = scheduler;
        this.findings = findings;
    }

    @Override
    public void onApplicationEvent(ContextRefreshedEvent event) {
        if (event.getApplicationContext() == context) { // the contexts below this one tell us of theirs
            ofName();
            ofCaches();
            if (engine.backend().isShared()) {
                ofStore(engine.backend(), ATTEMPTS);
            }
        }
    }

    private void ofName() {
        if (engine.backend().isShared() && !app.given()) {
            findings.add(new Finding(
                    FindingKind.SHARED_PREFIX,
                    "cachekit.app",
                    "the application has no name, so its keys begin with 'app' and may meet those of another application in"
                            + " the same Redis; set cachekit.app or spring.application.name; see"
                            + " docs/production-redis.md#sharing-a-server"));
        }
    }

    private void ofCaches() {
        Set<String> caches = new TreeSet<>(options.annotated());
        caches.addAll(engine.regions().types().keySet());
        caches.forEach(cache ->
                CacheAdvice.ofLifetime(cache, engine.regions().settings(cache)).ifPresent(findings::add));
        tryCodecs();
    }

    /** It runs constructors and accessors of the application; advice stops no start. */
    private void tryCodecs() {
        try {
            new RoundTrips(engine.regions()).findings().forEach(findings::add);
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError failure) {
            log.debug("The values of the caches could not be tried", failure);
        }
    }

    /** Who is not permitted to ask is not told of it at every start. */
    private void ofStore(Backend backend, int attempts) {
        backend.admin().report().whenComplete((report, failure) -> {
            if (report != null) {
                StoreAdvice.of(report).forEach(findings::add);
            } else if (attempts > 1) {
                scheduler.after(PAUSE, () -> ofStore(backend, attempts - 1));
            } else {
                log.debug("Redis did not tell how it is run, so nothing is advised", failure);
            }
        });
    }
}
