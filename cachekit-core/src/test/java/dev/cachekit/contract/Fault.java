package dev.cachekit.contract;

import java.time.Duration;

/** What can go wrong with one operation of a store. */
public sealed interface Fault {

    /** The store cannot be reached: nothing is done and the stage fails. */
    record Fail() implements Fault {}

    /** The operation is done, but its answer is lost: the stage fails. */
    record LoseAnswer() implements Fault {}

    /** Nothing is done and nothing is answered until {@link FaultyEntryStore#releaseHanging()}. */
    record Hang() implements Fault {}

    /**
     * The operation is done after a time of the store's scheduler.
     *
     * @param time how long
     */
    record Delay(Duration time) implements Fault {}
}
