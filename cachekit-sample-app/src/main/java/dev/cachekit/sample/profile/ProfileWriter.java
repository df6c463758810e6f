package dev.cachekit.sample.profile;

import dev.cachekit.annotation.WriteThrough;
import dev.cachekit.sample.web.NotFoundException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Changes people's profiles. */
@Service
public class ProfileWriter {

    private static final String UPDATE =
            "update app_user set display_name = :displayName, bio = :bio, version = version + 1 where id = :id";
    private static final String READ = "select id, handle, display_name, bio, version from app_user where id = :id";

    private final JdbcClient jdbc;

    ProfileWriter(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Changes the display name and the text about oneself, and returns the whole profile as written.
     * The update holds the row's lock until commit, so the version read after it is this writer's own.
     *
     * @throws NotFoundException if there is no such user
     */
    @Transactional
    @WriteThrough(cache = "profiles", key = "#userId", version = "#result.version")
    public Profile change(long userId, String displayName, String bio) {
        int changed = jdbc.sql(UPDATE)
                .param("displayName", displayName)
                .param("bio", bio)
                .param("id", userId)
                .update();
        if (changed == 0) {
            throw new NotFoundException("user", userId);
        }
        return jdbc.sql(READ).param("id", userId).query(Profile.class).single();
    }
}
