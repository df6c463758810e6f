package dev.cachekit.torture.node;

import java.util.Random;

/** Chooses keys: mostly a few hot ones, the first of them most; now and then one of many cold ones. */
final class Keys {

    /** How many keys are hot; they are the numbers from zero on. */
    static final int HOT = 50;

    private static final int COLD = 5_000;
    private static final double COLD_SHARE = 0.1;

    private final Random random;

    Keys(Random random) {
        this.random = random;
    }

    int next() {
        if (random.nextDouble() < COLD_SHARE) {
            return HOT + random.nextInt(COLD);
        }
        // the density falls with the rank, as Zipf's does
        return (int) Math.pow(HOT, random.nextDouble()) - 1;
    }
}
