package dev.cachekit.strategy;

import static dev.cachekit.strategy.TestNode.result;
import static dev.cachekit.strategy.TestNode.started;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.key.Tokens;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.LeaseRequest;
import dev.cachekit.spi.Token;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LeaseLineTest {

    private static final LeaseReply GRANTED = new LeaseReply.Granted();

    private final Tokens tokens = new Tokens();
    private final TestNode node = TestNode.create();
    private final EntryKey key = node.key("k");
    private final List<Sent> sent = new ArrayList<>();
    private final List<LeaseRequest> told = new ArrayList<>();
    private final EntryStore store = store("store");
    private final LeaseLine line = new LeaseLine(store, node.time, Duration.ofSeconds(1));

    private record Sent(String way, LeaseRequest request, CompletableFuture<LeaseReply> answer) {}

    /** Takes requests for leases, and answers when it is told to. */
    private EntryStore store(String way) {
        return (EntryStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {EntryStore.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("lease");
                    Sent one = new Sent(way, (LeaseRequest) arguments[1], new CompletableFuture<>());
                    sent.add(one);
                    return one.answer();
                });
    }

    private LeaseRequest request(@Nullable Token rejected) {
        return new LeaseRequest(tokens.next(), Duration.ofSeconds(10), rejected);
    }

    private CompletableFuture<LeaseReply> ask() {
        return ask(request(null), store);
    }

    private CompletableFuture<LeaseReply> ask(LeaseRequest request, EntryStore way) {
        LeaseLine.Place place = line.enter(key, request);
        CompletionStage<LeaseReply> answer = place.answer(() -> told.add(request));
        place.turn().thenRun(() -> place.go(way));
        return answer.toCompletableFuture();
    }

    private void answer(int number, LeaseReply reply) {
        sent.get(number).answer().complete(reply);
    }

    private LeaseReply.Held held() {
        return new LeaseReply.Held(tokens.next(), Duration.ofSeconds(3));
    }

    @Test
    void aLoneCallerAsksAtOnce() {
        CompletableFuture<LeaseReply> first = ask();
        answer(0, GRANTED);
        CompletableFuture<LeaseReply> second = ask();
        answer(1, GRANTED);

        assertThat(first).isCompletedWithValue(GRANTED);
        assertThat(second).isCompletedWithValue(GRANTED);
    }

    @Test
    void aHundredCallersAskTwiceWhereOneOfThemLoads() {
        List<CompletableFuture<LeaseReply>> asks =
                IntStream.range(0, 100).mapToObj(n -> ask()).toList();
        assertThat(sent).hasSize(1);

        answer(0, GRANTED);
        LeaseReply.Held held = held();
        answer(1, held);

        assertThat(sent).hasSize(2).extracting(Sent::request).isEqualTo(told);
        assertThat(asks.get(0)).isCompletedWithValue(GRANTED);
        assertThat(asks.subList(1, 100)).allSatisfy(ask -> assertThat(ask).isCompletedWithValue(held));
    }

    /** Its answer may be from before an invalidation that was acknowledged before the caller began. */
    @Test
    void aRequestThatHasBeenSentIsNotShared() {
        ask();
        ask();
        answer(0, held());
        CompletableFuture<LeaseReply> late = ask();
        CompletableFuture<LeaseReply> later = ask();

        answer(1, held());
        assertThat(late).isNotDone();
        assertThat(later).isNotDone();
        LeaseReply.Held seen = held();
        answer(2, seen);

        assertThat(late).isCompletedWithValue(seen);
        assertThat(later).isCompletedWithValue(seen);
    }

    @Test
    void aLeaseIsGrantedToOneCallerOnly() {
        ask();
        CompletableFuture<LeaseReply> second = ask();
        CompletableFuture<LeaseReply> third = ask();
        answer(0, held());

        answer(1, GRANTED);
        assertThat(second).isCompletedWithValue(GRANTED);
        assertThat(third).isNotDone();
        assertThat(sent).hasSize(3);
        assertThat(sent.get(2).request().token())
                .isNotEqualTo(sent.get(1).request().token());
        LeaseReply.Held held = held();
        answer(2, held);

        assertThat(third).isCompletedWithValue(held);
    }

    @Test
    void nobodyStandsInLineMoreThanTwice() {
        List<CompletableFuture<LeaseReply>> asks =
                IntStream.range(0, 10).mapToObj(n -> ask()).toList();
        IntStream.range(0, 4).forEach(n -> answer(n, GRANTED));

        assertThat(sent).hasSize(10);
        IntStream.range(4, 10).forEach(n -> answer(n, GRANTED));
        assertThat(asks).allMatch(CompletableFuture::isDone);
    }

    @Test
    void whoWantsSomethingElseAsksForItself() {
        Token damaged = tokens.next();
        ask();
        ask();
        CompletableFuture<LeaseReply> other = ask(request(damaged), store);

        assertThat(sent).hasSize(2);
        assertThat(sent.get(1).request().rejected()).isEqualTo(damaged);
        LeaseReply.Held held = held();
        answer(1, held);
        assertThat(other).isCompletedWithValue(held);
    }

    @Test
    void aFailureIsThatOfOneCallerAndEndsTheTurn() {
        CompletableFuture<LeaseReply> first = ask();
        CompletableFuture<LeaseReply> second = ask();
        CompletableFuture<LeaseReply> third = ask();
        CompletableFuture<LeaseReply> fourth = ask();

        sent.get(0).answer().completeExceptionally(new BackendUnavailableException("cut", null));
        sent.get(1).answer().completeExceptionally(new BackendUnavailableException("cut again", null));
        assertThatThrownBy(first::join).hasMessageContaining("cut");
        assertThatThrownBy(second::join).hasMessageContaining("cut again");
        assertThat(sent).hasSize(3);
        answer(2, GRANTED);
        answer(3, held());

        assertThat(List.of(third, fourth))
                .allMatch(CompletableFuture::isDone)
                .noneMatch(CompletableFuture::isCompletedExceptionally);
        ask();
        assertThat(sent).hasSize(5);
    }

    /** Else a request that is never answered would keep all others from being sent. */
    @Test
    void nobodyStandsInLineBehindARequestThatTakesTooLong() {
        CompletableFuture<LeaseReply> lost = ask();
        CompletableFuture<LeaseReply> second = ask();
        node.time.advance(Duration.ofMillis(1_001));

        CompletableFuture<LeaseReply> third = ask();
        answer(1, GRANTED);
        assertThat(third).isCompletedWithValue(GRANTED);

        answer(0, held());
        assertThat(lost).isDone();
        LeaseReply.Held held = held();
        answer(2, held);
        assertThat(second).isCompletedWithValue(held);
    }

    @Test
    void ofTwoCallsForTheSameKeysOneIsFirstWithAll() throws Exception {
        List<EntryKey> keys =
                IntStream.range(0, 200).mapToObj(n -> node.key("k" + n)).toList();
        CyclicBarrier start = new CyclicBarrier(2);
        List<FutureTask<List<LeaseLine.Place>>> calls = Stream.generate(() -> started(() -> {
                    List<LeaseLine.Place> places = new ArrayList<>();
                    start.await();
                    line.enterTogether(() -> keys.forEach(each -> places.add(line.enter(each, request(null)))));
                    return places;
                }))
                .limit(2)
                .toList();
        for (FutureTask<List<LeaseLine.Place>> call : calls) {
            List<LeaseLine.Place> places = result(call);
            assertThat(places.stream().filter(LeaseLine.Place::waits).count()).isIn(0L, 200L);
        }
    }
}
