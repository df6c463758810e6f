package dev.cachekit.redisson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.contract.Answers;
import dev.cachekit.contract.ChannelContract;
import dev.cachekit.contract.HeardMessages;
import dev.cachekit.spi.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedissonChannelTest extends ChannelContract {

    @RegisterExtension
    static final OnRedis REDIS = new OnRedis();

    @Override
    protected Channel channel() {
        return REDIS.backend().backend.channel();
    }

    @Test
    void whatWasPublishedKeepsItsOrderAlthoughOthersTimedOut() {
        HeardMessages heard = HeardMessages.of(channel(), "stalled");
        List<CompletableFuture<Integer>> sent = new ArrayList<>(publish(0));
        Answers.of(sent.get(sent.size() - 1));
        REDIS.server().pause();
        try {
            List<CompletableFuture<Integer>> late = publish(sent.size());
            sent.addAll(late);
            boolean failed = Answers.of(late.get(0).handle((number, failure) -> failure != null));
            assertThat(failed).isTrue();
        } finally {
            REDIS.server().resume();
        }
        sent.addAll(publish(sent.size()));
        Answers.of(sent.get(sent.size() - 1));

        List<String> published = sent.stream()
                .filter(one -> Answers.of(one.handle((number, failure) -> failure == null)))
                .map(one -> String.valueOf(one.join()))
                .toList();
        List<String> inTheirOrder = new ArrayList<>();
        while (!inTheirOrder.contains(published.get(published.size() - 1))) {
            inTheirOrder.add(heard.next());
        }
        assertThat(inTheirOrder).filteredOn(published::contains).isEqualTo(published);
    }

    private List<CompletableFuture<Integer>> publish(int from) {
        return IntStream.range(from, from + 50)
                .mapToObj(i -> channel()
                        .publish("stalled", String.valueOf(i).getBytes(UTF_8))
                        .<Integer>thenApply(done -> i)
                        .toCompletableFuture())
                .toList();
    }
}
