package dev.cachekit.spring.aop.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.spi.TransactionScope;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CarriedScopesTest {

    private final CarriedScopes scopes = new CarriedScopes();
    private final TransactionScope one = new TransactionScope() {};
    private final TransactionScope other = new TransactionScope() {};

    @Test
    void isFoundWhileItsCallIsWorkedForAndNotAfterwards() {
        assertThat(scopes.within(one, scopes::current)).isSameAs(one);
        assertThat(scopes.current()).isNull();
    }

    @Test
    void isNotFoundAfterAFailureEither() {
        assertThatThrownBy(() -> scopes.within(one, () -> {
                    throw new IllegalStateException("a failure");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(scopes.current()).isNull();
    }

    @Test
    void isHiddenFromACallInsideThatHasAnotherOrNone() {
        scopes.within(one, () -> {
            assertThat(scopes.within(other, scopes::current)).isSameAs(other);
            assertThat(scopes.within(null, () -> scopes.current() == null)).isTrue();
            return assertThat(scopes.current()).isSameAs(one);
        });
    }

    @Test
    void goesWithATaskToAnotherThreadAndStaysNotThere() {
        AtomicReference<@Nullable TransactionScope> during = new AtomicReference<>();
        AtomicReference<@Nullable TransactionScope> afterwards = new AtomicReference<>(one);
        Runnable task = scopes.carrier(one).carry(() -> during.set(scopes.current()));
        CompletableFuture.runAsync(() -> {
                    task.run();
                    afterwards.set(scopes.current());
                })
                .join();
        assertThat(during.get()).isSameAs(one);
        assertThat(afterwards.get()).isNull();
    }
}
