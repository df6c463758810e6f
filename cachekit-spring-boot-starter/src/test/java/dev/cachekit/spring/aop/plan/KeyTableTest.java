package dev.cachekit.spring.aop.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyTableTest {

    private static final CacheSpace SPACE = new CacheSpace("app", "item", "item");
    private static final int THREADS = 4;
    private static final int TURNS = 200_000;

    private final KeyTable table = KeyTable.forKeys(KeyTable.FEWEST / 2);

    private static EntryKey key(Object first, Object second) {
        return new EntryKey(SPACE, first + ":" + second);
    }

    private void keep(Object first, Object second) {
        table.keep(first, second, key(first, second));
    }

    @Test
    void findsWhatWasKept() {
        keep("a", 1L);

        assertThat(table.find("a", 1L)).isEqualTo(key("a", 1L));
        assertThat(table.find("a", 2L)).isNull();
        assertThat(table.find("b", 1L)).isNull();
    }

    @Test
    void knowsNothingBeforeTheFirstKey() {
        assertThat(table.find("a", 1L)).isNull();
    }

    @Test
    void numbersOfOtherTypesAreOthers() {
        keep(1L, "");

        assertThat(table.find(1, "")).isNull();
    }

    @Test
    void twoPairsOfTheSamePlacesStayBoth() {
        List<Long> sharing = sharingPlaces(3);
        keep(sharing.get(0), "");
        keep(sharing.get(1), "");

        assertThat(table.find(sharing.get(0), "")).isNotNull();
        assertThat(table.find(sharing.get(1), "")).isNotNull();
    }

    @Test
    void aThirdDrivesTheOldestOut() {
        List<Long> sharing = sharingPlaces(3);
        sharing.forEach(value -> keep(value, ""));

        assertThat(table.find(sharing.get(0), "")).isNull();
        assertThat(table.find(sharing.get(1), "")).isNotNull();
        assertThat(table.find(sharing.get(2), "")).isNotNull();
    }

    @Test
    void manyThreadsNeverFindAnotherKey() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        CyclicBarrier start = new CyclicBarrier(THREADS);
        try {
            List<Future<Integer>> wrong = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                wrong.add(threads.submit(walk(thread, start)));
            }
            for (Future<Integer> one : wrong) {
                assertThat(one.get()).isZero();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Counts the finds that do not belong to what was looked for. */
    private Callable<Integer> walk(int thread, CyclicBarrier start) {
        return () -> {
            start.await();
            int wrong = 0;
            for (int turn = 0; turn < TURNS; turn++) {
                Long first = (long) ((turn * (2 * thread + 1)) % 512);
                String second = "s" + turn % 3;
                EntryKey found = table.find(first, second);
                if (found == null) {
                    keep(first, second);
                } else if (!found.equals(key(first, second))) {
                    wrong++;
                }
            }
            return wrong;
        };
    }

    /** Values that drive out the first of them when all are kept: found by trying, as nobody else knows the places. */
    private static List<Long> sharingPlaces(int count) {
        for (long first = 0; ; first++) {
            List<Long> sharing = new ArrayList<>(List.of(first));
            for (long other = first + 1; sharing.size() < count && other < 10_000; other++) {
                if (meet(first, other)) {
                    sharing.add(other);
                }
            }
            if (sharing.size() == count) {
                return sharing;
            }
        }
    }

    /** Two more that stand where the first stands drive it out. */
    private static boolean meet(long one, long other) {
        KeyTable probe = KeyTable.forKeys(KeyTable.FEWEST / 2);
        probe.keep(one, "", key(one, ""));
        IntStream.range(0, 2).forEach(again -> probe.keep(other, "", key(other, "")));
        return probe.find(one, "") == null;
    }
}
