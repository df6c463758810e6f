package dev.cachekit.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.spi.Observer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ObserversTest {

    private final List<String> seen = new ArrayList<>();

    /** Writes down what it sees. */
    private final class Diary implements Observer {

        private final String name;

        Diary(String name) {
            this.name = name;
        }

        @Override
        public Watched begin(Work work, String subject) {
            seen.add(name + " begins " + work + " " + subject);
            return new Watched() {
                @Override
                public <T> T within(Supplier<T> part) {
                    seen.add(name + " enters");
                    T result = part.get();
                    seen.add(name + " leaves");
                    return result;
                }

                @Override
                public void end(@Nullable Throwable failure) {
                    seen.add(name + " ends " + failure);
                }
            };
        }

        @Override
        public Runnable carry(Runnable task) {
            return () -> {
                seen.add(name + " carries");
                task.run();
            };
        }
    }

    private final Observer both = Observers.of(List.of(new Diary("a"), new Diary("b")));

    @Test
    void allSeeTheWorkAndItsEnd() {
        Observer.Watched watched = both.begin(Observer.Work.LOAD, "users");
        String result = watched.within(() -> "loaded");
        watched.end(null);

        assertThat(result).isEqualTo("loaded");
        assertThat(seen)
                .containsExactly(
                        "a begins LOAD users",
                        "b begins LOAD users",
                        "b enters",
                        "a enters",
                        "a leaves",
                        "b leaves",
                        "a ends null",
                        "b ends null");
    }

    @Test
    void allAreTakenAlong() {
        both.carry(() -> seen.add("task")).run();

        assertThat(seen).containsExactly("b carries", "a carries", "task");
    }

    @Test
    void oneThatThrowsHarmsNobody() {
        Observer broken = new Observer() {
            @Override
            public Watched begin(Work work, String name) {
                if (name.equals("users")) {
                    throw new IllegalStateException("expected");
                }
                return failure -> {
                    throw new IllegalStateException("expected");
                };
            }
        };
        Observer all = Observers.of(List.of(broken, new Diary("a")));

        all.begin(Observer.Work.LOAD, "users").end(null);
        all.begin(Observer.Work.LOAD, "posts").end(null);
        Observers.of(List.of(broken)).begin(Observer.Work.LOAD, "users").end(null);

        assertThat(seen).containsExactly("a begins LOAD users", "a ends null", "a begins LOAD posts", "a ends null");
    }

    @Test
    void nobodyIsNobody() {
        assertThat(Observers.of(List.of())).isSameAs(Observer.NONE);
    }
}
