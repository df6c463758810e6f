package dev.cachekit.spring.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Suspending functions of Kotlin with Spring's annotations. */
class SuspendingRowsTest {

    @Configuration(proxyBeanMethods = false)
    static class Rows {

        private final AtomicInteger reads = new AtomicInteger();
        private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});

        @Bean
        SuspendingRows rows() {
            return new SuspendingRows(this::read);
        }

        @Bean
        AtomicReference<Runnable> meanwhile() {
            return meanwhile;
        }

        private String read(long id) {
            String read = "read " + reads.incrementAndGet();
            meanwhile.get().run();
            return read;
        }
    }

    private AnnotationConfigApplicationContext application;
    private SuspendingRows rows;
    private Cache cache;

    @BeforeEach
    void start() {
        application = BridgedApplication.inProcess(Rows.class);
        rows = application.getBean(SuspendingRows.class);
        cache = application.getBean(CacheManager.class).getCache("rows");
    }

    @AfterEach
    void stop() {
        application.close();
    }

    @SuppressWarnings("unchecked")
    private void meanwhile(Runnable change) {
        application.getBean("meanwhile", AtomicReference.class).set(change);
    }

    @Test
    void theFirstCallReadsAndTheNextIsAnsweredByTheCache() {
        assertThat(SuspendingCalls.read(rows, 1)).isEqualTo("read 1");

        assertThat(SuspendingCalls.read(rows, 1)).isEqualTo("read 1");
        assertThat(SuspendingCalls.sync(rows, 1)).isEqualTo("read 1");
    }

    @Test
    void whatWasReadBeforeAnEvictionIsNotStoredAfterIt() {
        meanwhile(() -> CompletableFuture.runAsync(() -> cache.evict(1L)).join());

        assertThat(SuspendingCalls.read(rows, 1)).isEqualTo("read 1");

        assertThat(cache.get(1L)).isNull();
    }

    @Test
    void aFailedCallHoldsNobodyUp() {
        meanwhile(() -> {
            throw new IllegalStateException("expected");
        });
        assertThatThrownBy(() -> SuspendingCalls.read(rows, 1)).isInstanceOf(IllegalStateException.class);
        meanwhile(() -> {});

        assertThat(SuspendingCalls.read(rows, 1)).isEqualTo(SuspendingCalls.sync(rows, 1));
    }

    @Test
    void aCancelledCallHoldsNobodyUp() {
        assertThat(SuspendingCalls.cancelled(rows, 1)).isNull();

        assertThat(SuspendingCalls.read(rows, 1)).isEqualTo(SuspendingCalls.sync(rows, 1));
    }
}
