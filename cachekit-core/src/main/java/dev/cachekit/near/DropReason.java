package dev.cachekit.near;

import java.util.Locale;

/** Why a lane could not be vouched for any more. */
enum DropReason {
    /** A message did not follow on the one before. */
    GAP,
    /** The store was ahead of all messages. */
    BEHIND,
    /** Nothing is known yet of the lane's stamp. */
    UNKNOWN,
    /** The subscription was made or renewed. */
    SUBSCRIBED,
    /** Another server answers for the lane. */
    PRIMARY,
    /** The machine stood still. */
    CLOCK;

    /** The word that listeners are told. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
