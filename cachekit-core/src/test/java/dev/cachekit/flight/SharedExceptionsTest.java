package dev.cachekit.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.RemoteLoadException;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedExceptionsTest {

    /** Of an application. */
    public static final class Moved extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Moved(@Nullable String message) {
            super(message);
        }
    }

    /** Throws instead of being made. */
    public static final class Unwilling extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Unwilling(@Nullable String message) {
            throw new IllegalArgumentException("not with " + message);
        }
    }

    /** Makes another message of the one it is given. */
    public static final class Talkative extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Talkative(@Nullable String message) {
            super("Sorry: " + message);
        }
    }

    /** Has no message. */
    public static final class Silent extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static SharedExceptions named(String... names) {
        return SharedExceptions.named("the list", List.of(names), SharedExceptionsTest.class.getClassLoader());
    }

    @Test
    void rebuildsWhatIsListed() {
        SharedExceptions listed = named(Moved.class.getName(), " java.io.IOException ");

        assertThat(listed.rebuilt(Moved.class.getName(), "away"))
                .isExactlyInstanceOf(Moved.class)
                .hasMessage("away");
        assertThat(listed.rebuilt("java.io.IOException", null)).isExactlyInstanceOf(IOException.class);
    }

    @Test
    void whatWouldSaySomethingElseIsNotRebuilt() {
        Throwable told = new Talkative("away");

        assertThat(named(Talkative.class.getName()).rebuilt(Talkative.class.getName(), told.getMessage()))
                .isInstanceOfSatisfying(
                        RemoteLoadException.class,
                        failure -> assertThat(failure.remoteMessage()).isEqualTo("Sorry: away"));
    }

    @Test
    void rebuildsNothingElse() {
        assertThat(named(Moved.class.getName()).rebuilt("java.io.IOException", "away"))
                .isInstanceOf(RemoteLoadException.class);
        assertThat(SharedExceptions.NONE.rebuilt(Moved.class.getName(), "away"))
                .isInstanceOf(RemoteLoadException.class);
    }

    @Test
    void anExceptionThatCannotBeMadeAfterAllIsNamed() {
        assertThat(named(Unwilling.class.getName()).rebuilt(Unwilling.class.getName(), "away"))
                .isInstanceOfSatisfying(
                        RemoteLoadException.class,
                        remote -> assertThat(remote.remoteType()).isEqualTo(Unwilling.class.getName()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.acme.Missing",
                "java.lang.String",
                "java.lang.Throwable$Absent",
                "java.lang.VirtualMachineError",
                "dev.cachekit.flight.SharedExceptionsTest$Silent"
            })
    void refusesAName(String name) {
        assertThatThrownBy(() -> named(name))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("the list")
                .hasMessageContaining(name)
                .hasMessageContaining("leave it out");
    }
}
