package dev.cachekit.spring.aop.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EntranceTableTest {

    private interface Finder {
        String find(long id);
    }

    private static final class One {}

    private static final class Other {}

    private final EntranceTable table = new EntranceTable();

    /** Another object in each call, as reflection hands them out. */
    private static Method method() {
        try {
            return Finder.class.getDeclaredMethod("find", long.class);
        } catch (NoSuchMethodException missing) {
            throw new AssertionError(missing);
        }
    }

    private static Entrance entrance(String name) {
        return (invocation, target) -> name;
    }

    @Test
    void aMethodOfTwoBeanClassesHasTwoEntrances() {
        Method method = method();
        Entrance one = entrance("one");
        Entrance other = entrance("other");
        table.add(method, One.class, one);
        table.add(method, Other.class, other);

        for (int turn = 0; turn < 3; turn++) {
            assertThat(table.find(method, One.class)).isSameAs(one);
            assertThat(table.find(method, Other.class)).isSameAs(other);
        }
    }

    @Test
    void anEqualMethodIsAnother() {
        table.add(method(), One.class, entrance("one"));

        assertThat(table.find(method(), One.class)).isNull();
    }

    @Test
    void findsEachOfManyWhateverCameLater() {
        Map<Method, Entrance> added = addedMethods(1_000);

        added.forEach(
                (method, entrance) -> assertThat(table.find(method, One.class)).isSameAs(entrance));
    }

    @Test
    void leavesOutWhatIsBeyondItsBound() {
        addedMethods(EntranceTable.MOST);
        Method late = method();

        table.add(late, One.class, entrance("late"));

        assertThat(table.find(late, One.class)).isNull();
    }

    @Test
    void threadsThatAddLoseNothing() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        Map<Method, Entrance> added = Collections.synchronizedMap(new IdentityHashMap<>());
        try {
            List<Future<?>> adding = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                adding.add(threads.submit(() -> IntStream.range(0, 250).forEach(i -> {
                    Method method = method();
                    Entrance entrance = entrance("some");
                    table.add(method, One.class, entrance);
                    added.put(method, entrance);
                })));
            }
            for (Future<?> one : adding) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(added).hasSize(1_000);
        added.forEach(
                (method, entrance) -> assertThat(table.find(method, One.class)).isSameAs(entrance));
    }

    private Map<Method, Entrance> addedMethods(int count) {
        Map<Method, Entrance> added = new IdentityHashMap<>();
        for (int i = 0; i < count; i++) {
            Method method = method();
            Entrance entrance = entrance("some");
            table.add(method, One.class, entrance);
            added.put(method, entrance);
        }
        return added;
    }
}
