package dev.cachekit.sample.seed;

import dev.cachekit.sample.security.Role;
import dev.cachekit.sample.security.SecuritySettings;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * The accounts of the seeded users. All but the admin have the same password and so share one hash: hashing a thousand times
 * is slow on purpose, and nobody is protected by salt from a password that the documentation tells.
 */
@Component
class SeedAccounts {

    private static final String INSERT = """
            insert into account (user_id, password_hash, role)
            select id, :hash, :role from app_user where id between :first and :last
            """;

    private final JdbcClient jdbc;
    private final PasswordEncoder passwords;
    private final SecuritySettings settings;

    SeedAccounts(JdbcClient jdbc, PasswordEncoder passwords, SecuritySettings settings) {
        this.jdbc = jdbc;
        this.passwords = passwords;
        this.settings = settings;
    }

    void insertAll() {
        insert(1, SeedRows.USERS, settings.userPassword(), Role.USER);
        insert(SeedRows.ADMIN, SeedRows.ADMIN, settings.adminPassword(), Role.ADMIN);
    }

    private void insert(int first, int last, String password, Role role) {
        jdbc.sql(INSERT)
                .param("hash", passwords.encode(password))
                .param("role", role.name())
                .param("first", first)
                .param("last", last)
                .update();
    }
}
