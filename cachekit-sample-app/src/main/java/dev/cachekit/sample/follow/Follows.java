package dev.cachekit.sample.follow;

import dev.cachekit.RateLimitExceededException;
import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.annotation.RateLimited;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Who follows whom. Following twice, and unfollowing someone not followed, change nothing. */
@Service
public class Follows {

    private static final String FOLLOWEES =
            "select followee_id from follow where follower_id = :user order by followee_id";
    private static final String FOLLOW = "insert into follow (follower_id, followee_id) values (:user, :followee)";
    private static final String UNFOLLOW = "delete from follow where follower_id = :user and followee_id = :followee";

    private final JdbcClient jdbc;

    Follows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whom the user follows; empty for an unknown user. */
    @CacheAside(cache = "followees", key = "#userId", ttl = "1h")
    public Followees followees(long userId) {
        return new Followees(
                jdbc.sql(FOLLOWEES).param("user", userId).query(Long.class).list());
    }

    /**
     * The user follows the other one from now on.
     *
     * @return whether that is new
     * @throws RateLimitExceededException if the user follows and unfollows too often
     */
    @RateLimited(name = "following", key = "#userId", permits = 60, per = "1m")
    @Invalidate(cache = "followees", key = "#userId")
    public boolean follow(long userId, long followeeId) {
        try {
            jdbc.sql(FOLLOW).param("user", userId).param("followee", followeeId).update();
            return true;
        } catch (DuplicateKeyException alreadyFollowed) {
            // One statement, no transaction: nothing is left to roll back.
            return false;
        }
    }

    /**
     * The user does not follow the other one any more.
     *
     * @throws RateLimitExceededException as {@link #follow}
     */
    @RateLimited(name = "following", key = "#userId", permits = 60, per = "1m")
    @Invalidate(cache = "followees", key = "#userId")
    public void unfollow(long userId, long followeeId) {
        jdbc.sql(UNFOLLOW).param("user", userId).param("followee", followeeId).update();
    }
}
