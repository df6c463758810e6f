package dev.cachekit.sample.security;

import jakarta.servlet.DispatcherType;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;

/**
 * Who may send which request; the first line that fits decides. What people publish can be read by everybody, conversations
 * by their members only; a write needs somebody who has signed in, and below {@code /api/users/{userId}} that very user.
 */
final class Access {

    /** Act for no user, so a request that another site makes a browser send does nothing that its visitor could not do there. */
    static final String[] OPEN_TO_ALL = {"/api/invalidate-cache", "/api/publish-event"};

    private Access() {}

    static void rules(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
        requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                .permitAll();
        operations(requests);
        requests.requestMatchers(OPEN_TO_ALL).permitAll();
        requests.requestMatchers("/ws", "/api/me/**", "/api/presence", "/api/conversations/**")
                .hasRole("USER");
        requests.requestMatchers("/api/users/{userId}/conversations").access(new OwnUser());
        requests.requestMatchers(HttpMethod.GET, "/**").permitAll();
        requests.requestMatchers(HttpMethod.HEAD, "/**").permitAll();
        requests.requestMatchers("/api/users/{userId}", "/api/users/{userId}/**")
                .access(new OwnUser());
        requests.requestMatchers("/api/**").hasRole("USER");
        requests.anyRequest().denyAll();
    }

    private static void operations(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
        requests.requestMatchers("/actuator/health/**").permitAll();
        requests.requestMatchers("/actuator/prometheus").hasAnyRole("ADMIN", "SCRAPE");
        requests.requestMatchers("/actuator/**", "/api/jobs/**").hasRole("ADMIN");
    }
}
