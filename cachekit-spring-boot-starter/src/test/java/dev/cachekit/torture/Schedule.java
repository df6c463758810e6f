package dev.cachekit.torture;

import dev.cachekit.torture.history.Event;
import dev.cachekit.torture.history.HistoryFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** One fault after the other, in an order that a seed decides, with quiet times between them. */
final class Schedule implements Runnable {

    private final String name;
    private final List<Fault> faults;
    private final int longestQuietMillis;
    private final Random random;
    private final long deadline;
    private final HistoryFile history;
    private final FaultTally tally;

    Schedule(
            String name,
            List<Fault> faults,
            Duration longestQuiet,
            Random random,
            long deadline,
            HistoryFile history,
            FaultTally tally) {
        this.name = name;
        this.faults = faults;
        this.longestQuietMillis = (int) longestQuiet.toMillis();
        this.random = random;
        this.deadline = deadline;
        this.history = history;
        this.tally = tally;
        tally.expect(faults);
    }

    @Override
    public void run() {
        while (System.nanoTime() < deadline) {
            round();
        }
    }

    /** Every fault once, in an order by chance, unless the time is over. */
    private void round() {
        List<Fault> order = new ArrayList<>(faults);
        Collections.shuffle(order, random);
        for (Fault fault : order) {
            Pause.of(Duration.ofMillis(random.nextInt(longestQuietMillis)));
            if (System.nanoTime() >= deadline) {
                return;
            }
            inflict(fault);
        }
    }

    /** What another fault has made impossible is left out, and neither noted nor an excuse. */
    void inflict(Fault fault) {
        Duration length = fault.length(random);
        System.out.printf("torture %s: %s for %d ms%n", name, fault.name(), length.toMillis());
        long start = System.nanoTime();
        boolean begun = succeeds(fault, fault.begin());
        if (begun) {
            Pause.of(length);
        }
        boolean ended = succeeds(fault, fault.end());
        count(fault, begun && ended);
        if (begun || fault.hasSteps()) {
            note(fault, start, System.nanoTime());
        }
    }

    private void count(Fault fault, boolean done) {
        if (done) {
            tally.done(fault);
        } else {
            tally.failed(fault);
        }
    }

    private void note(Fault fault, long start, long end) {
        history.add(new Event.Fault(fault.name(), fault.harmAfter(Duration.ofNanos(end - start)), start, end));
    }

    private boolean succeeds(Fault fault, Runnable step) {
        try {
            step.run();
            return true;
        } catch (RuntimeException impossible) {
            System.out.printf("torture %s: %s: %s%n", name, fault.name(), impossible);
            return false;
        }
    }
}
