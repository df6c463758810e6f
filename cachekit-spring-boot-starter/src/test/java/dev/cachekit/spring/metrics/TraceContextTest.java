package dev.cachekit.spring.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.annotation.CacheAside;
import dev.cachekit.contract.ManualScheduler;
import dev.cachekit.spi.Scheduler;
import dev.cachekit.spring.autoconfigure.CacheKitAutoConfiguration;
import dev.cachekit.spring.autoconfigure.CacheKitObservationAutoConfiguration;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.ObservationView;
import io.micrometer.observation.tck.TestObservationRegistry;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import reactor.core.publisher.Mono;

/** What a caller is observed in is there where its method runs, on threads of ours too. */
class TraceContextTest {

    private static final String LOADED = "cachekit.load in request";

    private final TestObservationRegistry registry = TestObservationRegistry.create();
    private final ManualScheduler time = new ManualScheduler();

    /** Where methods were run. */
    record Runs(BlockingQueue<String> places, BlockingQueue<Thread> threads) {}

    private final Runs runs = new Runs(new LinkedBlockingQueue<>(), new LinkedBlockingQueue<>());

    /** Methods that tell where they are run. */
    static class Names {

        private final ObservationRegistry registry;
        private final Runs runs;

        Names(ObservationRegistry registry, Runs runs) {
            this.registry = registry;
            this.runs = runs;
        }

        @CacheAside(cache = "futures", key = "#id")
        public CompletableFuture<String> future(long id) {
            return CompletableFuture.completedFuture(run(id));
        }

        @CacheAside(cache = "monos", key = "#id")
        public Mono<String> mono(long id) {
            return Mono.just(run(id));
        }

        @CacheAside(cache = "stale", key = "#id", ttl = "1s", staleWhileRevalidate = "1h")
        public String stale(long id) {
            return run(id);
        }

        private String run(long id) {
            runs.threads().add(Thread.currentThread());
            runs.places().add(place(registry.getCurrentObservation())); // last: the test waits for it
            return "name " + id;
        }

        private static String place(@Nullable ObservationView current) {
            ObservationView parent =
                    current == null ? null : current.getContextView().getParentObservation();
            return name(current) + " in " + name(parent);
        }

        private static String name(@Nullable ObservationView observation) {
            return observation == null
                    ? "nothing"
                    : String.valueOf(observation.getContextView().getName());
        }
    }

    private void inAnApplication(Consumer<Names> test) {
        new ApplicationContextRunner()
                .withBean(ObservationRegistry.class, () -> registry)
                .withBean(Scheduler.class, () -> time)
                .withBean(Runs.class, () -> runs)
                .withBean(Names.class)
                .withPropertyValues("cachekit.backend=in-process")
                .withConfiguration(AutoConfigurations.of(
                        CacheKitAutoConfiguration.class, CacheKitObservationAutoConfiguration.class))
                .run(context -> test.accept(context.getBean(Names.class)));
    }

    private void request(Runnable work) {
        Observation.createNotStarted("request", registry).observe(work);
    }

    private void expectRunInRequest() {
        try {
            assertThat(runs.places().poll(30, TimeUnit.SECONDS)).isEqualTo(LOADED);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void aMethodThatReturnsAFutureRunsInItsCallersTrace() {
        inAnApplication(names -> {
            request(() -> names.future(1).join());

            expectRunInRequest();
            assertThat(runs.threads().remove()).isNotEqualTo(Thread.currentThread());
        });
    }

    @Test
    void aMethodThatReturnsAPublisherRunsInItsSubscribersTrace() {
        inAnApplication(names -> {
            request(() -> names.mono(1).block());

            expectRunInRequest();
        });
    }

    @Test
    void aReloadInTheBackgroundRunsInTheTraceOfTheCallThatBeganIt() {
        inAnApplication(names -> {
            names.stale(1);
            runs.places().remove();
            runs.threads().remove();
            time.advance(Duration.ofSeconds(2));
            request(() -> names.stale(1));

            expectRunInRequest();
            assertThat(runs.threads().remove()).isNotEqualTo(Thread.currentThread());
        });
    }
}
