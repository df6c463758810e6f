package dev.cachekit.sample.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;

/**
 * Keeps who has signed in as three plain values of the session. Spring Security's own repository keeps its objects there, and
 * whoever reads a session back would have to make objects of the classes that its bytes name.
 */
final class SessionSignIn implements SecurityContextRepository {

    private static final String ID = "user.id";
    private static final String HANDLE = "user.handle";
    private static final String ROLE = "user.role";

    @Override
    @Deprecated
    @SuppressWarnings("removal")
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return read(holder.getRequest());
    }

    private static SecurityContext read(HttpServletRequest request) {
        return user(request)
                .map(user -> new SecurityContextImpl(user.authentication()))
                .orElseGet(SecurityContextImpl::new);
    }

    private static Optional<SignedIn> user(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null
                && session.getAttribute(ID) instanceof Long id
                && session.getAttribute(HANDLE) instanceof String handle
                && session.getAttribute(ROLE) instanceof String role) {
            return Optional.of(new SignedIn(id, handle, Role.valueOf(role)));
        }
        return Optional.empty();
    }

    /** Of a context without a user nothing is kept, and no session is begun for it. */
    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        if (context.getAuthentication() != null
                && context.getAuthentication().getPrincipal() instanceof SignedIn user) {
            HttpSession session = request.getSession();
            session.setAttribute(ID, user.id());
            session.setAttribute(HANDLE, user.handle());
            session.setAttribute(ROLE, user.role().name());
        } else {
            forget(request.getSession(false));
        }
    }

    private static void forget(@Nullable HttpSession session) {
        if (session != null) {
            session.removeAttribute(ID);
            session.removeAttribute(HANDLE);
            session.removeAttribute(ROLE);
        }
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return user(request).isPresent();
    }
}
