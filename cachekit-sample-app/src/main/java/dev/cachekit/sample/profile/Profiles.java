package dev.cachekit.sample.profile;

import dev.cachekit.annotation.CacheAside;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Looks people up. */
@Service
public class Profiles {

    private final JdbcClient jdbc;

    Profiles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The person with this number, or empty. */
    @CacheAside(cache = "profiles", key = "#userId", ttl = "1h")
    public Optional<Profile> byId(long userId) {
        return jdbc.sql("select id, handle, display_name, bio, version from app_user where id = :id")
                .param("id", userId)
                .query(Profile.class)
                .optional();
    }
}
