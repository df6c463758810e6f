package dev.cachekit.sample.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.sample.presence.OnlineUser;
import dev.cachekit.sample.presence.Presence;
import dev.cachekit.sample.presence.TestPresence;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.session.MapSession;
import org.springframework.session.MapSessionRepository;
import org.springframework.web.socket.CloseStatus;

/** Pages that read, that do not, and that close at the worst moment. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LiveSocketsTest {

    private static final OnlineUser ANN = new OnlineUser(1, "ann");
    private static final OnlineUser BOB = new OnlineUser(2, "bob");
    private static final String UNREADABLE = "unreadable";

    private final MapSessionRepository sessions = new MapSessionRepository(new ConcurrentHashMap<>()) {
        @Override
        public MapSession findById(String id) {
            if (id.equals(UNREADABLE)) {
                throw new IllegalStateException("cannot be read");
            }
            return super.findById(id);
        }
    };
    private final Senders senders = new Senders();
    private final Presence presence =
            TestPresence.alone(change -> tellAll(change.user().handle()));
    private final LiveSockets sockets = new LiveSockets(presence, sessions, senders, Clock.systemUTC());

    @AfterEach
    void end() {
        senders.destroy();
    }

    private void tellAll(String handle) {
        sockets.sendToAll(handle);
    }

    private TestPage open(OnlineUser user) {
        return open(user, null);
    }

    private TestPage open(OnlineUser user, @Nullable String session) {
        TestPage page = new TestPage();
        open(page, user, session);
        return page;
    }

    private void open(TestPage page, OnlineUser user, @Nullable String session) {
        sockets.open(page, new Visitor(user, session), online -> "hello");
    }

    @Test
    void pageIsToldEverythingInItsOrder() {
        TestPage page = open(ANN);
        List<String> numbers =
                IntStream.range(0, 200).mapToObj(Integer::toString).toList();

        numbers.forEach(number -> sockets.send(List.of(1L), number));

        page.awaitTold("199");
        assertThat(page.told()).containsExactlyElementsOf(concat(List.of("ann", "hello"), numbers));
    }

    private static List<String> concat(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    @Test
    void pageThatDoesNotReadDelaysNobody() {
        TestPage slow = new TestPage();
        slow.line.lock();
        try {
            open(slow, ANN, null);
            slow.awaitReached();

            TestPage other = open(BOB);
            sockets.sendToAll("news");
            sockets.look();

            other.awaitTold("news");
            assertThat(slow.told()).isEmpty();
        } finally {
            slow.line.unlock();
        }
        slow.awaitTold("news");
    }

    @Test
    void pageThatFallsTooFarBehindIsClosed() {
        TestPage slow = new TestPage();
        slow.line.lock();
        try {
            open(slow, ANN, null);
            slow.awaitReached();
            IntStream.range(0, Outbox.MOST + 1).forEach(n -> sockets.sendToAll("news " + n));
        } finally {
            slow.line.unlock();
        }

        assertThat(slow.awaitClose()).isEqualTo(CloseStatus.SESSION_NOT_RELIABLE);
        assertThat(slow.told()).doesNotContain("news 1");
    }

    /** The container has locked the page to close it, and tells of its end, while somebody else comes online. */
    @Test
    void pageThatClosesWhileItIsToldSomethingBlocksNobody() {
        TestPage closing = open(ANN);
        closing.awaitTold("hello");
        TestPage next = new TestPage();
        CountDownLatch locked = new CountDownLatch(1);
        CompletableFuture<Void> close = CompletableFuture.runAsync(() -> {
            closing.line.lock();
            try {
                locked.countDown();
                awaitWaitingFor(closing);
                sockets.remove(closing.getId());
            } finally {
                closing.line.unlock();
            }
        });
        CompletableFuture<Void> open = CompletableFuture.runAsync(() -> {
            await(locked);
            open(next, BOB, null);
        });

        assertThat(CompletableFuture.allOf(close, open)).succeedsWithin(20, TimeUnit.SECONDS);
        assertThat(presence.online()).containsExactly(BOB);
    }

    private static void awaitWaitingFor(TestPage page) {
        while (!page.line.hasQueuedThreads()) {
            Thread.onSpinWait();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void pageThatWasClosedBeforeItWasKnownIsNotKept() {
        TestPage page = new TestPage();
        page.close();

        open(page, ANN, null);

        assertThat(presence.online()).isEmpty();
    }

    @Test
    void pageOfASessionThatHasEndedWithoutAWordIsClosed() {
        MapSession session = sessions.createSession();
        sessions.save(session);
        TestPage page = open(ANN, session.getId());
        TestPage program = open(BOB);
        sockets.look();
        assertThat(page.isOpen()).isTrue();

        sessions.deleteById(session.getId());
        sockets.look();

        assertThat(page.awaitClose()).isEqualTo(CloseStatus.POLICY_VIOLATION);
        assertThat(presence.online()).containsExactly(BOB);
        assertThat(program.isOpen()).isTrue();
    }

    @Test
    void sessionThatCannotBeReadDoesNotEndTheLookAtTheOthers() {
        TestPage unreadable = open(ANN, UNREADABLE);
        TestPage ended = open(BOB, "ended");

        sockets.look();

        assertThat(ended.awaitClose()).isEqualTo(CloseStatus.POLICY_VIOLATION);
        assertThat(unreadable.isOpen()).isTrue();
        assertThat(presence.online()).containsExactly(ANN);
    }

    @Test
    void pageOfASessionThatHasEndedIsToldNothingMore() {
        TestPage page = open(ANN, "session");
        page.awaitTold("hello");

        sockets.endSession("session");
        sockets.sendToAll("secret");

        assertThat(page.awaitClose()).isEqualTo(CloseStatus.POLICY_VIOLATION);
        assertThat(page.told()).doesNotContain("secret");
    }
}
