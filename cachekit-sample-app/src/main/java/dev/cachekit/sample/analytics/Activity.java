package dev.cachekit.sample.analytics;

import java.time.Instant;
import java.util.List;

/**
 * What was done in a day.
 *
 * @param mostActive who published most, the most active first
 * @param postsPerHour an entry for each hour with posts, the oldest first
 */
public record Activity(List<ActiveUser> mostActive, List<Hour> postsPerHour) {

    /** A user and how many posts. */
    public record ActiveUser(long userId, String handle, long posts) {}

    /** An hour, by its beginning, and how many posts. */
    public record Hour(Instant begin, long posts) {}
}
