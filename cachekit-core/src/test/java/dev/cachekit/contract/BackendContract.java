package dev.cachekit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.spi.Backend;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is the same of every {@link Backend}. */
public abstract class BackendContract {

    private Backend backend;

    /** Starts a backend. The contract closes it. */
    protected abstract Backend start();

    @BeforeEach
    void startBackend() {
        backend = start();
    }

    @AfterEach
    void closeBackend() {
        backend.close();
    }

    @Test
    void hasAKnownName() {
        assertThat(backend.name()).isIn("redis", "in-process");
    }

    @Test
    void handsOutTheSamePortsAlways() {
        assertThat(backend.entries()).isSameAs(backend.entries());
        assertThat(backend.channel()).isSameAs(backend.channel());
        assertThat(backend.limits()).isSameAs(backend.limits());
        assertThat(backend.counters()).isSameAs(backend.counters());
        assertThat(backend.flights()).isSameAs(backend.flights());
        assertThat(backend.locks()).isSameAs(backend.locks());
    }

    @Test
    void closesTwiceWithoutHarm() {
        backend.close();
        backend.close();
    }
}
