package dev.cachekit.benchmarks.large;

/**
 * What one removal took.
 *
 * @param title what was removed
 * @param system by whom
 * @param round the round, 0 for the one in which commands are counted and nothing is timed
 * @param millis the time until it was done
 * @param worstMillis the longest time for which Redis did nothing but one command of it
 * @param commands how many commands were sent; of those that took long enough to be noted, if the round is timed
 * @param mostKeys how many keys were named by the command that named most
 */
public record Cost(
        String title, String system, int round, double millis, double worstMillis, long commands, long mostKeys) {

    /** Whether its time tells something. */
    public boolean isTimed() {
        return round > 0;
    }
}
