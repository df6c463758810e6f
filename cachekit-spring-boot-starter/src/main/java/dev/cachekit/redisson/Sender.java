package dev.cachekit.redisson;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Where the commands of single keys go: to the server at once, or together with others. */
interface Sender {

    /**
     * Sends a command; its failure, of whatever kind, becomes a {@link dev.cachekit.BackendUnavailableException}.
     *
     * @param operation what it does, for messages
     * @param key one of its keys, which tells the node
     * @param command gives the command to whatever takes it
     */
    <T> CompletionStage<T> send(String operation, String key, Function<Server, CompletionStage<T>> command);
}
