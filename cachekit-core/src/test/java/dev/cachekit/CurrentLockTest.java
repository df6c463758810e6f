package dev.cachekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.cachekit.CurrentLock.Scope;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CurrentLockTest {

    private final CacheKit kit = CacheKit.builder().build();

    @Test
    void isTheInnermostLockOfThisThread() {
        try (kit;
                HeldLock outer = kit.lock("outer").acquire(Duration.ZERO);
                HeldLock inner = kit.lock("inner").acquire(Duration.ZERO);
                Scope within = CurrentLock.enter(outer)) {
            try (Scope nested = CurrentLock.enter(inner)) {
                assertThat(CurrentLock.fencingToken()).isEqualTo(inner.fencingToken());
            }
            assertThat(CurrentLock.fencingToken()).isEqualTo(outer.fencingToken());
            outer.close();
            assertThat(CurrentLock.isHeld()).isFalse();
        }
    }

    @Test
    void withoutALockThereIsNoNumber() {
        assertThatIllegalStateException().isThrownBy(CurrentLock::fencingToken).withMessageContaining("@WithLock");
    }
}
