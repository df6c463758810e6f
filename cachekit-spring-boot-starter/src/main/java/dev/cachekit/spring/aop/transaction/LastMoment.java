package dev.cachekit.spring.aop.transaction;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** What is to be done before the commit of a transaction that belongs to no thread. Safe for use by many threads. */
final class LastMoment {

    private final Lock turn = new ReentrantLock();
    private final Deque<Runnable> actions = new ArrayDeque<>();

    /** Nothing can be done before the commit any more, nor stop it. */
    private boolean passed;

    /** What comes too late is left out: what is done at the end must do without it. */
    void add(Runnable action) {
        turn.lock();
        try {
            if (!passed) {
                actions.add(action);
            }
        } finally {
            turn.unlock();
        }
    }

    /** Lets it pass, unless something is left to do. */
    boolean letPass() {
        turn.lock();
        try {
            passed = actions.isEmpty();
            return passed;
        } finally {
            turn.unlock();
        }
    }

    /** Runs what is to be done, and what is added meanwhile. What is thrown ends it. */
    void run() {
        while (!letPass()) {
            next().run();
        }
    }

    /** The transaction has ended, perhaps without a commit. */
    void end() {
        turn.lock();
        try {
            passed = true;
        } finally {
            turn.unlock();
        }
    }

    private Runnable next() {
        turn.lock();
        try {
            return actions.remove();
        } finally {
            turn.unlock();
        }
    }
}
