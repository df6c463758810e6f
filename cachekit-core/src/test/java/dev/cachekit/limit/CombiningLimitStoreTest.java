package dev.cachekit.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.Band;
import dev.cachekit.contract.LimitContract;
import dev.cachekit.contract.ManualScheduler;
import dev.cachekit.inprocess.InProcessLimitStore;
import dev.cachekit.recovery.Guard;
import dev.cachekit.spi.LimitReply;
import dev.cachekit.spi.LimitRequest;
import dev.cachekit.spi.LimitStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Combined calls are decided as if they came alone. */
class CombiningLimitStoreTest extends LimitContract {

    private static final Band BAND = Band.tokenBucket(3, Duration.ofHours(1));

    private final ManualScheduler time = new ManualScheduler();
    private final RecordingLimitStore inner = new RecordingLimitStore(new InProcessLimitStore(time));
    private final CombiningLimitStore store = new CombiningLimitStore(inner, Guard.NONE);

    @Override
    protected LimitStore store() {
        return store;
    }

    @Override
    protected void passTime(Duration duration) {
        time.advance(duration);
    }

    private CompletableFuture<LimitReply> take(String subject, long cost, Band... bands) {
        return store.take(new LimitRequest("api", subject, List.of(bands), cost, Duration.ZERO))
                .toCompletableFuture();
    }

    @Test
    void whatComesWhileOneIsUnderWayGoesTogether() {
        inner.holding = true;
        List<CompletableFuture<LimitReply>> replies = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            replies.add(take("ann", 1, BAND));
        }
        assertThat(inner.taken).hasSize(1);
        inner.release();
        inner.release();

        assertThat(inner.taken).extracting(List::size).containsExactly(1, 4);
        assertThat(replies).extracting(reply -> reply.join().granted()).containsExactly(true, true, true, false, false);
    }

    @Test
    void whoAsksAgainWhenAnsweredGoesWithTheNext() {
        inner.holding = true;
        take("ann", 1, BAND).thenAccept(granted -> take("ann", 1, BAND));
        take("ann", 1, BAND);
        inner.release();

        assertThat(inner.taken).extracting(List::size).containsExactly(1, 2);
    }

    @Test
    void aStoreThatAnswersTooFewFailsItsCallersAndNotTheNext() {
        CompletableFuture<List<LimitReply>> answer = new CompletableFuture<>();
        LimitStore forgetful = new LimitStore() {
            @Override
            public CompletionStage<List<LimitReply>> takeEach(List<LimitRequest> requests) {
                return answer.isDone() ? inner.takeEach(requests) : answer;
            }

            @Override
            public CompletionStage<Void> credit(LimitRequest request) {
                return inner.credit(request);
            }
        };
        CombiningLimitStore combining = new CombiningLimitStore(forgetful, Guard.NONE);
        LimitRequest request = new LimitRequest("api", "ann", List.of(BAND), 1, Duration.ZERO);
        CompletionStage<LimitReply> first = combining.take(request);
        CompletionStage<LimitReply> next = combining.take(request);

        answer.complete(List.of());

        assertThat(first).failsWithin(Duration.ZERO).withThrowableThat().withMessageContaining("0 of 1 requests");
        assertThat(next.toCompletableFuture().join().granted()).isTrue();
    }

    @Test
    void asManyFitAsWouldOneAfterTheOther() {
        inner.holding = true;
        CompletableFuture<LimitReply> one = take("ann", 1, BAND);
        CompletableFuture<LimitReply> three = take("ann", 3, BAND);
        CompletableFuture<LimitReply> two = take("ann", 2, BAND);
        inner.release();
        inner.release();

        assertThat(List.of(one, three, two))
                .extracting(reply -> reply.join().granted())
                .containsExactly(true, false, true);
    }

    @Test
    void subjectsDoNotWaitForEachOther() {
        inner.holding = true;
        take("ann", 1, BAND);
        take("bob", 1, BAND);

        assertThat(inner.taken).hasSize(2);
    }

    @Test
    void otherBandsGoByThemselves() {
        inner.holding = true;
        take("ann", 1, BAND);
        take("ann", 1, BAND.withBurst(9));

        assertThat(inner.taken).hasSize(2);
    }

    @Test
    void whoGaveUpInLineTakesNothing() {
        inner.holding = true;
        take("ann", 1, BAND);
        take("ann", 1, BAND).cancel(false);
        CompletableFuture<LimitReply> last = take("ann", 1, BAND);
        inner.release();
        inner.release();

        assertThat(last.join().bands().get(0).remaining()).isEqualTo(1);
    }

    @Test
    void whoGaveUpUnderWayGetsItsPermitsBack() {
        inner.holding = true;
        take("ann", 2, BAND).cancel(false);
        inner.release();
        inner.holding = false;

        assertThat(inner.credited).extracting(LimitRequest::cost).containsExactly(2L);
        assertThat(take("ann", 3, BAND).join().granted()).isTrue();
    }

    @Test
    void whoGaveUpUnderWayAndIsRefusedGetsNothing() {
        take("ann", 3, BAND);
        inner.holding = true;
        take("ann", 1, BAND).cancel(false);
        inner.release();

        assertThat(inner.credited).isEmpty();
    }

    @Test
    void aFailureIsEverybodysAndTheNextAreSentAlone() {
        inner.away = true;
        CompletableFuture<LimitReply> failed = take("ann", 1, BAND);
        inner.away = false;

        assertThatThrownBy(failed::join).hasCauseInstanceOf(BackendUnavailableException.class);
        assertThat(take("ann", 1, BAND).join().granted()).isTrue();
    }

    @Test
    void aLongLineGoesInSeveral() {
        inner.holding = true;
        Band wide = Band.tokenBucket(1000, Duration.ofHours(1));
        List<CompletableFuture<LimitReply>> replies = new ArrayList<>();
        for (int i = 0; i < 101; i++) {
            replies.add(take("ann", 1, wide));
        }
        for (int i = 0; i < 3; i++) {
            inner.release();
        }
        assertThat(inner.taken).extracting(List::size).containsExactly(1, 64, 36);
        assertThat(replies).allMatch(reply -> reply.join().granted());
    }
}
