package dev.cachekit.sample.security;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.CookieRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Two chains with the same rules. A request that brings a name and a password along comes from a program: it has no session,
 * and needs no token, as no browser sends such a header on behalf of another site. Any other request is a browser's.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecuritySettings.class)
class SecurityConfiguration {

    private static final String OWN_RESOURCES_ONLY =
            "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    @Bean
    PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    @Bean
    @Order(1)
    SecurityFilterChain programs(HttpSecurity http, ScrapeSignIn scraper, AccountSignIn accounts, Refusals refusals) {
        return http.securityMatcher(request -> {
                    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
                    return header != null && header.regionMatches(true, 0, "Basic ", 0, 6);
                })
                .authenticationManager(byName(scraper, accounts))
                .httpBasic(basic -> basic.authenticationEntryPoint(refusals))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(Access::rules)
                .exceptionHandling(
                        refused -> refused.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .headers(SecurityConfiguration::headers)
                .build();
    }

    /** One or the other, never one after the other: a wrong password counts once. */
    private static AuthenticationManager byName(ScrapeSignIn scraper, AccountSignIn accounts) {
        AuthenticationManager forScraper = new ProviderManager(scraper);
        AuthenticationManager forAccounts = new ProviderManager(accounts);
        return request -> (ScrapeSignIn.isFor(request) ? forScraper : forAccounts).authenticate(request);
    }

    @Bean
    @Order(2)
    SecurityFilterChain browsers(HttpSecurity http, AccountSignIn accounts, Refusals refusals) {
        CookieRequestCache requests = new CookieRequestCache();
        SignInAnswers answers = new SignInAnswers(refusals, requests);
        return http.authenticationManager(new ProviderManager(accounts))
                .securityContext(context -> context.securityContextRepository(new SessionSignIn()))
                .formLogin(form -> form.successHandler(answers).failureHandler(answers))
                .logout(logout -> logout.logoutSuccessHandler(answers))
                .requestCache(cache -> cache.requestCache(requests))
                .csrf(csrf -> csrf.spa().ignoringRequestMatchers(Access.OPEN_TO_ALL))
                .authorizeHttpRequests(Access::rules)
                .exceptionHandling(refused -> refused.defaultAuthenticationEntryPointFor(refusals, path("/api/**"))
                        .accessDeniedHandler(refusals))
                .headers(SecurityConfiguration::headers)
                .build();
    }

    /** The console's page has a policy of its own, stricter, but for the script and the style that stand in it. */
    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.addHeaderWriter(new DelegatingRequestMatcherHeaderWriter(
                        new NegatedRequestMatcher(path("/actuator/cachekitconsole")),
                        new ContentSecurityPolicyHeaderWriter(OWN_RESOURCES_ONLY)))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN));
    }

    private static RequestMatcher path(String pattern) {
        return PathPatternRequestMatcher.withDefaults().matcher(pattern);
    }
}
