package dev.cachekit.redisson;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.spi.Observer;
import dev.cachekit.spi.Observer.Watched;
import dev.cachekit.spi.Observer.Work;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.redisson.client.RedisOutOfMemoryException;

/** Sends commands so that none blocks its caller, and every failure means the same: the store did not do it. */
final class Commands implements Sender {

    private final FirstConnection connection;
    private final Server server;
    private final Observer observer;

    Commands(FirstConnection connection, Server server, Observer observer) {
        this.connection = connection;
        this.server = server;
        this.observer = observer;
    }

    @Override
    public <T> CompletionStage<T> send(String operation, String key, Function<Server, CompletionStage<T>> command) {
        return send(operation, () -> command.apply(server));
    }

    /** Sends a command; its failure, of whatever kind, becomes a {@link BackendUnavailableException}. */
    <T> CompletionStage<T> send(String operation, Supplier<? extends CompletionStage<T>> command) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        watch(operation, answer);
        pass(operation, start(command), answer);
        return answer;
    }

    /** As {@link #send(String, Supplier)}, for what sends its requests by itself or does not wait for their answers. */
    <T> CompletionStage<T> sendUnwatched(String operation, Supplier<? extends CompletionStage<T>> command) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        pass(operation, start(command), answer);
        return answer;
    }

    /**
     * Lets somebody watch a request until it is answered.
     *
     * @param operation what it does, one of few names
     * @param answer the answer to come
     */
    void watch(String operation, CompletableFuture<?> answer) {
        Watched request = observer.begin(Work.STORE_REQUEST, operation);
        if (request != Watched.UNSEEN) {
            answer.whenComplete((value, failure) -> request.end(failure));
        }
    }

    /** Passes an answer on, its failure as a {@link BackendUnavailableException}. */
    static <T> void pass(String operation, CompletionStage<T> from, CompletableFuture<T> to) {
        from.whenComplete((value, failure) -> {
            if (failure == null) {
                to.complete(value);
            } else {
                to.completeExceptionally(unavailable(operation, unwrap(failure)));
            }
        });
    }

    private <T> CompletionStage<T> start(Supplier<? extends CompletionStage<T>> command) {
        try {
            return connection.then(command);
        } catch (RuntimeException failure) { // a client that was shut down throws instead of answering
            return CompletableFuture.failedFuture(failure);
        }
    }

    static Throwable unwrap(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? unwrap(cause) : failure;
    }

    /** Whether the server met data of another type than the command is for. */
    static boolean isOtherType(Throwable failure) {
        return String.valueOf(unwrap(failure).getMessage()).startsWith("WRONGTYPE");
    }

    private static BackendUnavailableException unavailable(String operation, Throwable failure) {
        if (failure instanceof BackendUnavailableException known) {
            return known;
        }
        String message = "Redis did not do '" + operation + "': " + reason(failure);
        return failure instanceof RedisOutOfMemoryException
                ? BackendUnavailableException.refused(message, failure)
                : new BackendUnavailableException(message, failure);
    }

    /** The code of the server's error, or what the client calls it. Never its text, which may show keys. */
    private static String reason(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        String code = message.split("[ .:]", 2)[0];
        return code.matches("[A-Z]{3,}") ? code : failure.getClass().getSimpleName();
    }
}
