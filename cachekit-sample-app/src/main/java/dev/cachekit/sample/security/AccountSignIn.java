package dev.cachekit.sample.security;

import dev.cachekit.sample.security.Accounts.Account;
import dev.cachekit.sample.security.SignInLimit.Attempt;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Signs in the accounts of the database. */
@Component
class AccountSignIn implements AuthenticationProvider {

    private final Accounts accounts;
    private final PasswordEncoder passwords;
    private final SignInLimit limit;
    private final String hashOfNobody;

    AccountSignIn(Accounts accounts, PasswordEncoder passwords, SignInLimit limit) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.limit = limit;
        this.hashOfNobody = passwords.encode("nobody");
    }

    @Override
    public Authentication authenticate(Authentication request) {
        Attempt attempt = limit.begin(request.getName());
        Optional<Account> account = accounts.byHandle(request.getName());
        // A name that does not exist takes the same time as a wrong password.
        boolean right = passwords.matches(
                password(request), account.map(Account::passwordHash).orElse(hashOfNobody));
        if (account.isEmpty() || !right) {
            throw new BadCredentialsException("The name or the password is wrong.");
        }
        attempt.succeeded();
        return account.get().user().authentication();
    }

    private static String password(Authentication request) {
        @Nullable Object password = request.getCredentials();
        return password == null ? "" : password.toString();
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
