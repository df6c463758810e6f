package dev.cachekit.sample.security;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The accounts, by the name to sign in with. Never cached: a hash has no business outside the database. */
@Repository
class Accounts {

    private static final String BY_HANDLE = """
            select u.id, u.handle, a.password_hash, a.role
            from app_user u join account a on a.user_id = u.id where u.handle = :handle
            """;

    private final JdbcClient jdbc;

    Accounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An account and the hash that its password must have. */
    record Account(SignedIn user, String passwordHash) {}

    Optional<Account> byHandle(String handle) {
        return jdbc.sql(BY_HANDLE)
                .param("handle", handle)
                .query((row, n) -> new Account(
                        new SignedIn(row.getLong("id"), row.getString("handle"), Role.valueOf(row.getString("role"))),
                        row.getString("password_hash")))
                .optional();
    }
}
