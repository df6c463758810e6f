package dev.cachekit.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.spi.CacheListener;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CacheListenersTest {

    private final List<String> told = new ArrayList<>();

    /** Its own code is broken. */
    private final CacheListener failing = new CacheListener() {
        @Override
        public void onNearHit(String cache) {
            throw new AssertionError("near hit");
        }

        @Override
        public void onMiss(String cache) {
            throw new AssertionError("miss");
        }
    };

    private final CacheListener listening = new CacheListener() {
        @Override
        public void onNearHit(String cache) {
            told.add("near hit");
        }

        @Override
        public void onMiss(String cache) {
            told.add("miss");
        }
    };

    @Test
    void anErrorOfOneListenerHarmsNeitherTheCallNorTheOthers() {
        CacheListeners listeners = new CacheListeners(List.of(failing, listening));

        listeners.onNearHit("users");
        listeners.onMiss("users");

        assertThat(told).containsExactly("near hit", "miss");
    }

    @Test
    void aListenerThatCannotSayHowItHearsNearHitsIsToldOfEach() {
        List<String> heard = new ArrayList<>();
        CacheListener clumsy = new CacheListener() {
            @Override
            public Runnable nearHits(String cache) {
                throw new IllegalStateException("not now");
            }

            @Override
            public void onNearHit(String cache) {
                heard.add(cache);
            }
        };
        CacheListeners listeners = new CacheListeners(List.of(clumsy, listening));

        listeners.nearHits("users").run();

        assertThat(heard).containsExactly("users");
        assertThat(told).containsExactly("near hit");
    }

    @Test
    void whoDoesNotHearHitsIsNotCalledForThem() {
        CacheListeners listeners = new CacheListeners(List.of(deafToHits()));

        listeners.onNearHit("users");
        listeners.onHit("users");
        listeners.onMiss("users");

        assertThat(told).containsExactly("miss");
    }

    private CacheListener deafToHits() {
        return new CacheListener() {
            @Override
            public boolean hearsHits() {
                return false;
            }

            @Override
            public void onHit(String cache) {
                told.add("hit");
            }

            @Override
            public void onMiss(String cache) {
                told.add("miss");
            }
        };
    }

    @Test
    void whoDoesNotCareForSizesHearsOfPutsAllTheSame() {
        CacheListeners listeners = new CacheListeners(List.of(new CacheListener() {
            @Override
            public void onPut(String cache) {
                told.add("put");
            }
        }));

        listeners.onPut("users", 100);

        assertThat(told).containsExactly("put");
    }
}
