package dev.cachekit.torture.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The least version that must be seen, by time. First told all, then asked. */
final class Floor {

    private record Step(long time, long version) {}

    private final List<Step> steps = new ArrayList<>();
    private boolean sorted;

    /** From a time on, nothing older than a version may be seen. */
    void raise(long time, long version) {
        steps.add(new Step(time, version));
        sorted = false;
    }

    long at(long time) {
        sort();
        int low = 0;
        int high = steps.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (steps.get(middle).time() <= time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? 0 : steps.get(low - 1).version();
    }

    private void sort() {
        if (sorted) {
            return;
        }
        steps.sort(Comparator.comparingLong(Step::time));
        long highest = 0;
        for (int i = 0; i < steps.size(); i++) {
            highest = Math.max(highest, steps.get(i).version());
            steps.set(i, new Step(steps.get(i).time(), highest));
        }
        sorted = true;
    }
}
