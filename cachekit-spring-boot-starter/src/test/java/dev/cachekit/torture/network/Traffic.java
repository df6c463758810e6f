package dev.cachekit.torture.network;

/** Kinds of connections, told apart by what the client has sent on them. */
public enum Traffic {
    /** Every connection. */
    ALL("", false),
    /** Those that subscribe, to channels of any kind. */
    SUBSCRIPTIONS("SUBSCRIBE", false),
    /** All but subscriptions. */
    COMMANDS("SUBSCRIBE", true),
    /** Those by which a replica follows its primary. */
    REPLICATION("PSYNC", false),
    /** All but those of replicas. */
    NOT_REPLICATION("PSYNC", true);

    private final String word;
    private final boolean inverse;

    Traffic(String word, boolean inverse) {
        this.word = word;
        this.inverse = inverse;
    }

    boolean includes(Sniffer seen) {
        return word.isEmpty() || seen.saw(word) != inverse;
    }
}
