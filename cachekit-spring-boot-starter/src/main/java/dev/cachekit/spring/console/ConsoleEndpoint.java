package dev.cachekit.spring.console;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * A page for operators, and the figures that it asks for again and again. Changes nothing itself: its buttons use the endpoint
 * {@code cachekit}, with what the access to that permits. Off unless access is given, as it makes the process count more. Safe
 * for use by many threads.
 */
@WebEndpoint(id = "cachekitconsole", defaultAccess = Access.NONE)
public final class ConsoleEndpoint {

    private final ConsolePage page;
    private final Snapshots snapshots;
    private final Supplier<OtherOperations> operations;

    /**
     * Makes the endpoint.
     *
     * @param page the page
     * @param snapshots makes the figures
     * @param operations what else the page may ask for; there once all endpoints are
     */
    public ConsoleEndpoint(ConsolePage page, Snapshots snapshots, Supplier<OtherOperations> operations) {
        this.page = page;
        this.snapshots = snapshots;
        this.operations = operations;
    }

    /**
     * Returns the page.
     *
     * @return HTML that needs nothing else
     */
    @ReadOperation(produces = "text/html;charset=UTF-8")
    public String page() {
        return page.html();
    }

    /**
     * Returns the figures of this process. Blocks for half a second at most, while the store is away.
     *
     * @param view {@code snapshot}
     * @return null for any other view
     */
    @ReadOperation
    public @Nullable ConsoleSnapshot view(@Selector String view) {
        return view.equals("snapshot") ? snapshots.take(operations.get().all()) : null;
    }
}
