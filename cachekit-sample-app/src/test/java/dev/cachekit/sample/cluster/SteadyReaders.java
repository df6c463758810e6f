package dev.cachekit.sample.cluster;

import dev.cachekit.sample.cluster.AppClient.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/** Threads that read home feeds one after the other, until closed, and keep every answer. */
final class SteadyReaders implements AutoCloseable {

    private static final int THREADS = 3;

    private final AppClient client;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();

    SteadyReaders(AppClient client) {
        this.client = client;
        for (int n = 0; n < THREADS; n++) {
            Thread thread = new Thread(this::read, "reader " + n);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    /** The answers since the last call of this method. */
    List<Answer> drain() {
        List<Answer> drained = new ArrayList<>();
        for (Answer answer = answers.poll(); answer != null; answer = answers.poll()) {
            drained.add(answer);
        }
        return drained;
    }

    static Duration longest(List<Answer> answers) {
        return answers.stream().map(Answer::time).max(Duration::compareTo).orElseThrow();
    }

    private void read() {
        for (int n = 0; !stopped.get(); n++) {
            answers.add(answer("/api/users/" + (1 + n % 20) + "/feed"));
        }
    }

    /** A request that fails altogether counts as an answer nobody should get. */
    private Answer answer(String path) {
        try {
            return client.get(path);
        } catch (IllegalStateException failure) {
            return new Answer(0, failure.toString(), "", "", Duration.ZERO);
        }
    }

    @Override
    public void close() throws InterruptedException {
        stopped.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
