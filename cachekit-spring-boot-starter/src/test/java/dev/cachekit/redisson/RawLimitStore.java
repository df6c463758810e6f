package dev.cachekit.redisson;

import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.spi.LimitReply;
import dev.cachekit.spi.LimitRequest;
import dev.cachekit.spi.LimitStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Takes permits by another script than the real one.
 *
 * @param server where
 * @param script the script
 */
record RawLimitStore(RedisServer server, String script) implements LimitStore {

    @Override
    @SuppressWarnings("unchecked") // the script answers numbers
    public CompletionStage<List<LimitReply>> takeEach(List<LimitRequest> requests) {
        List<String> command =
                new ArrayList<>(List.of("EVAL", script, "1", new KeyNames("shop").permits(requests.get(0))));
        for (Object argument : RedissonLimitStore.takeArguments(requests)) {
            command.add(argument.toString());
        }
        List<Long> figures = (List<Long>) server.send(command.toArray(String[]::new));
        return CompletableFuture.completedFuture(RedissonLimitStore.replies(figures, requests.size()));
    }

    @Override
    public CompletionStage<Void> credit(LimitRequest request) {
        throw new UnsupportedOperationException("credits are not part of this");
    }
}
