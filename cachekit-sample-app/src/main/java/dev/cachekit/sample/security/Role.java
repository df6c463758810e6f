package dev.cachekit.sample.security;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** What somebody may do. */
public enum Role {
    /** Uses the application. */
    USER,
    /** Uses the application, and sees and changes how it works. */
    ADMIN,
    /** Reads the meters and nothing else. */
    SCRAPE;

    /** The names in lower case, as the API tells them. */
    public List<String> names() {
        return roles().map(role -> role.name().toLowerCase(Locale.ROOT)).toList();
    }

    List<GrantedAuthority> authorities() {
        return roles().<GrantedAuthority>map(role -> new SimpleGrantedAuthority("ROLE_" + role))
                .toList();
    }

    private Stream<Role> roles() {
        return this == ADMIN ? Stream.of(USER, ADMIN) : Stream.of(this);
    }
}
