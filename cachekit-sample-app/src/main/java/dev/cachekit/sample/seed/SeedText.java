package dev.cachekit.sample.seed;

import java.util.Random;

/** Words for the seed. */
final class SeedText {

    private static final String[] FIRST = {"Ada", "Bo", "Cleo", "Dan", "Eve", "Finn", "Gia", "Hugo", "Ida", "Jon"};
    private static final String[] LAST = {
        "Ash", "Birch", "Cedar", "Elm", "Fir", "Hazel", "Larch", "Oak", "Pine", "Rowan"
    };
    private static final String[] SUBJECTS = {
        "The harbour", "My bicycle", "This recipe", "The night train", "Our garden"
    };
    private static final String[] VERBS = {"looks better in", "was made for", "sounds like", "reminds me of", "needs"};
    private static final String[] OBJECTS = {"the rain", "a slow Sunday", "early spring", "good company", "more colour"
    };
    private static final String[] TOPICS = {"Weekend", "Lunch", "Moving day", "Concert", "Book club"};
    private static final String[] ASIDES = {
        "See you there.", "Can you bring the map?", "Running late!", "Agreed.", "Why not?"
    };

    private SeedText() {}

    static String name(int number) {
        return FIRST[number % FIRST.length] + " " + LAST[number / FIRST.length % LAST.length];
    }

    static String title(int number) {
        return TOPICS[number % TOPICS.length] + " " + number;
    }

    static String post(Random random) {
        return pick(random, SUBJECTS) + " " + pick(random, VERBS) + " " + pick(random, OBJECTS) + ".";
    }

    static String message(Random random) {
        return pick(random, ASIDES);
    }

    private static String pick(Random random, String[] words) {
        return words[random.nextInt(words.length)];
    }
}
