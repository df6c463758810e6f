package dev.cachekit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.spi.FlightEnd;
import dev.cachekit.spi.FlightKey;
import dev.cachekit.spi.FlightLease;
import dev.cachekit.spi.FlightNews;
import dev.cachekit.spi.FlightReply;
import dev.cachekit.spi.FlightReply.Ended;
import dev.cachekit.spi.FlightReply.Lead;
import dev.cachekit.spi.FlightReply.Wait;
import dev.cachekit.spi.FlightStore;
import dev.cachekit.spi.Token;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every sentence of {@link FlightStore}, as tests. Every test has a flight of its own. */
public abstract class FlightContract {

    private static final Duration LONG = Sample.LONG;
    private static final Duration SHORT = Duration.ofMillis(60);
    private static final int PROCESSES = 16;
    private static final int NEWCOMERS = 5;
    private static final int ROUNDS = 100;
    private static final long LIMIT_NANOS = 10_000_000_000L;

    private final FlightKey key = new FlightKey("report", Sample.token().value());
    private final Token ann = Sample.token();
    private final Token bob = Sample.token();
    private final Token eve = Sample.token();
    private final BlockingQueue<FlightNews> news = new LinkedBlockingQueue<>();

    /** Returns the store. */
    protected abstract FlightStore store();

    /** Returns when at least this much time has passed by the store's clock. */
    protected abstract void passTime(Duration duration);

    /** Returns how long the outcome of a flight is still kept. */
    protected abstract Duration outcomeLifetime(FlightKey key, Token flight);

    /** Ready only when a first message has come through. Other tests' flights are not ours. */
    private void listen() {
        FlightKey probe = new FlightKey("probe", Sample.token().value());
        AtomicBoolean ready = new AtomicBoolean();
        store().listen(told -> {
            if (Set.of(ann, bob, eve).contains(flight(told))) {
                news.add(told);
            }
            ready.set(true);
        });
        long start = System.nanoTime();
        while (!ready.get()) {
            assertThat(System.nanoTime() - start).as("the first message").isLessThan(LIMIT_NANOS);
            Token leader = Sample.token();
            Answers.of(store().enter(probe, leader, null, LONG));
            Answers.of(store().enter(probe, Sample.token(), null, LONG));
            Answers.of(store().abandon(probe, leader));
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static Token flight(FlightNews told) {
        if (told instanceof FlightNews.Ended ended) {
            return ended.flight();
        }
        return told instanceof FlightNews.Vacant vacant ? vacant.flight() : ((FlightNews.Unwanted) told).leader();
    }

    private FlightReply enter(Token member) {
        return enter(member, null, LONG);
    }

    private FlightReply enter(Token member, @Nullable Token followed, Duration lease) {
        return Answers.of(store().enter(key, member, followed, lease));
    }

    private FlightEnd finish(Token leader, @Nullable ByteBuffer outcome) {
        return Answers.of(store().finish(key, ann, leader, outcome));
    }

    private boolean leave(Token member) {
        return Answers.of(store().leave(key, member));
    }

    private static ByteBuffer outcome(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    private FlightNews nextNews() {
        try {
            FlightNews next = news.poll(10, TimeUnit.SECONDS);
            assertThat(next).as("news").isNotNull();
            return next;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }

    @Test
    void theFirstLeadsAndTheOthersWait() {
        assertThat(enter(ann)).isEqualTo(new Lead(ann));
        assertThat(enter(bob)).isInstanceOfSatisfying(Wait.class, wait -> {
            assertThat(wait.flight()).isEqualTo(ann);
            assertThat(wait.remaining()).isPositive().isLessThanOrEqualTo(LONG);
        });
    }

    @Test
    void aLeaderThatAsksTwiceStillLeads() {
        enter(ann);
        assertThat(enter(ann)).isEqualTo(new Lead(ann));
    }

    @Test
    void exactlyOneOfManyLeads() {
        List<Callable<FlightReply>> processes = IntStream.range(0, PROCESSES)
                .mapToObj(i -> Sample.token())
                .<Callable<FlightReply>>map(token -> () -> enter(token))
                .toList();
        try (Contestants contestants = new Contestants()) {
            assertThat(contestants.<FlightReply>run(processes))
                    .filteredOn(Lead.class::isInstance)
                    .hasSize(1);
        }
    }

    @Test
    void flightsAndKeysAreApart() {
        enter(ann);
        FlightKey other = new FlightKey("other", key.text());
        FlightKey otherKey = new FlightKey("report", key.text() + "2");

        assertThat(Answers.of(store().enter(other, bob, null, LONG))).isEqualTo(new Lead(bob));
        assertThat(Answers.of(store().enter(otherKey, eve, null, LONG))).isEqualTo(new Lead(eve));
    }

    @Test
    void aFlightThatNobodyWaitsForEndsWithoutAnOutcome() {
        enter(ann);

        assertThat(finish(ann, null)).isEqualTo(FlightEnd.ENDED);

        assertThat(enter(bob)).isEqualTo(new Lead(bob));
    }

    @Test
    void aFlightThatSomebodyWaitsForDoesNotEndWithoutAnOutcome() {
        enter(ann);
        enter(bob);

        assertThat(finish(ann, null)).isEqualTo(FlightEnd.AWAITED);

        assertThat(enter(eve)).isInstanceOf(Wait.class);
    }

    @Test
    void whoWaitedFindsTheOutcome() {
        enter(ann);
        enter(bob);

        assertThat(finish(ann, outcome("42"))).isEqualTo(FlightEnd.ENDED);

        assertThat(enter(bob, ann, LONG)).isEqualTo(new Ended(outcome("42")));
    }

    @Test
    void anOutcomeOfManyBytesArrivesWhole() {
        listen();
        enter(ann);
        enter(bob);
        ByteBuffer large = ByteBuffer.wrap(new byte[100_000]);

        finish(ann, large);

        assertThat(nextNews()).isInstanceOfSatisfying(FlightNews.Ended.class, ended -> {
            assertThat(ended.flight()).isEqualTo(ann);
            assertThat(ended.outcome() == null || ended.outcome().equals(large)).isTrue();
        });
        assertThat(enter(bob, ann, LONG)).isEqualTo(new Ended(large));
    }

    @Test
    void nobodyJoinsAFlightThatHasEnded() {
        enter(ann);
        enter(bob);
        finish(ann, outcome("42"));

        assertThat(enter(eve)).isEqualTo(new Lead(eve));
    }

    @Test
    void theOutcomeIsForgottenSoon() {
        enter(ann);
        enter(bob);
        finish(ann, outcome("42"));

        assertThat(outcomeLifetime(key, ann)).isPositive().isLessThanOrEqualTo(FlightStore.KEPT);
    }

    @Test
    void whoWaitsIsToldTheEnd() {
        listen();
        enter(ann);
        enter(bob);

        finish(ann, outcome("42"));

        assertThat(nextNews()).isEqualTo(new FlightNews.Ended(ann, outcome("42")));
    }

    @Test
    void nothingIsToldIfNobodyWaits() {
        listen();
        enter(ann);
        finish(ann, outcome("42"));
        enter(eve);
        enter(bob);
        store().abandon(key, eve);

        assertThat(nextNews()).isEqualTo(new FlightNews.Vacant(eve));
    }

    @Test
    void tellsWhichFlightIsUnderWay() {
        assertThat(Answers.of(store().current(key))).isEmpty();

        enter(ann);
        assertThat(Answers.of(store().current(key))).isEqualTo(Optional.of(ann));

        finish(ann, null);
        assertThat(Answers.of(store().current(key))).isEmpty();
    }

    @Test
    void exactlyOneSucceedsALeaderWhoseLeaseEnds() {
        enter(ann, null, SHORT);
        enter(bob);
        enter(eve);
        passTime(SHORT.plusMillis(20));

        assertThat(enter(bob, ann, LONG)).isEqualTo(new Lead(ann));
        assertThat(enter(eve, ann, LONG))
                .isInstanceOfSatisfying(
                        Wait.class, wait -> assertThat(wait.flight()).isEqualTo(ann));
    }

    @Test
    void whoWaitedForTheDeadLeaderFindsTheSuccessorsOutcome() {
        enter(ann, null, SHORT);
        enter(bob);
        enter(eve);
        passTime(SHORT.plusMillis(20));
        enter(bob, ann, LONG);

        finish(bob, outcome("42"));

        assertThat(enter(eve, ann, LONG)).isEqualTo(new Ended(outcome("42")));
    }

    @Test
    void aLeaderThatWasSucceededIsToldSo() {
        enter(ann, null, SHORT);
        enter(bob);
        passTime(SHORT.plusMillis(20));
        enter(bob, ann, LONG);

        assertThat(Answers.of(store().extend(key, ann, true, LONG))).isEqualTo(FlightLease.LOST);
        assertThat(finish(ann, outcome("late"))).isEqualTo(FlightEnd.LOST);
        assertThat(finish(bob, outcome("42"))).isEqualTo(FlightEnd.ENDED);
    }

    @Test
    void aLeaseThatIsExtendedGoesOn() {
        enter(ann, null, SHORT);
        assertThat(Answers.of(store().extend(key, ann, true, LONG))).isEqualTo(FlightLease.KEPT);
        passTime(SHORT.plusMillis(20));

        assertThat(enter(bob)).isInstanceOf(Wait.class);
    }

    @Test
    void nothingIsLeftOfALeaderThatDiedAlone() {
        enter(ann, null, SHORT);
        passTime(SHORT.plusMillis(20));

        assertThat(Answers.of(store().extend(key, ann, true, LONG))).isEqualTo(FlightLease.LOST);
        assertThat(enter(bob)).isEqualTo(new Lead(bob));
    }

    @Test
    void whoDiedWaitingDoesNotCount() {
        enter(ann);
        enter(bob, null, SHORT);
        passTime(SHORT.plusMillis(20));

        assertThat(finish(ann, null)).isEqualTo(FlightEnd.ENDED);
    }

    @Test
    void aLeadThatIsGivenUpGoesToTheFirstWhoAsks() {
        listen();
        enter(ann);
        enter(bob);
        enter(eve);

        Answers.of(store().abandon(key, ann));

        assertThat(nextNews()).isEqualTo(new FlightNews.Vacant(ann));
        assertThat(enter(eve, ann, LONG)).isEqualTo(new Lead(ann));
        assertThat(enter(bob, ann, LONG)).isInstanceOf(Wait.class);
    }

    @Test
    void aLeadThatIsGivenUpAloneLeavesNothing() {
        enter(ann);
        Answers.of(store().abandon(key, ann));

        assertThat(enter(bob)).isEqualTo(new Lead(bob));
    }

    @Test
    void whoDoesNotLeadHasNothingToGiveUp() {
        enter(ann);
        enter(bob);
        Answers.of(store().abandon(key, bob));

        assertThat(finish(ann, null)).isEqualTo(FlightEnd.AWAITED);
    }

    @Test
    void aLeaderLeadsOnForThoseWhoStay() {
        enter(ann);
        enter(bob);

        assertThat(leave(ann)).isFalse();

        assertThat(Answers.of(store().extend(key, ann, false, LONG))).isEqualTo(FlightLease.KEPT);
        assertThat(finish(ann, outcome("42"))).isEqualTo(FlightEnd.ENDED);
        assertThat(enter(bob, ann, LONG)).isEqualTo(new Ended(outcome("42")));
    }

    @Test
    void theLastWhoLeavesEndsTheFlightAndItsLeaderIsTold() {
        listen();
        enter(ann);
        enter(bob);
        leave(ann);

        assertThat(leave(bob)).isTrue();

        assertThat(nextNews()).isEqualTo(new FlightNews.Unwanted(ann));
        assertThat(enter(eve)).isEqualTo(new Lead(eve));
    }

    @Test
    void aLeaderThatLeavesAloneEndsTheFlight() {
        enter(ann);

        assertThat(leave(ann)).isTrue();

        assertThat(enter(bob)).isEqualTo(new Lead(bob));
    }

    @Test
    void aLeaderLearnsThatTheLastOfTheOthersHasDied() {
        enter(ann);
        enter(bob, null, SHORT);
        leave(ann);
        passTime(SHORT.plusMillis(20));

        assertThat(Answers.of(store().extend(key, ann, false, LONG))).isEqualTo(FlightLease.UNWANTED);

        assertThat(enter(eve)).isEqualTo(new Lead(eve));
    }

    @Test
    void whoLeavesAsOneOfManyChangesNothing() {
        enter(ann);
        enter(bob);
        enter(eve);

        assertThat(leave(bob)).isFalse();

        assertThat(finish(ann, null)).isEqualTo(FlightEnd.AWAITED);
    }

    /** The last one leaves while others come, many times: either they joined before, or they are in another flight. */
    @Test
    void nobodyJoinsAFlightThatTheLastHasLeft() {
        try (Contestants contestants = new Contestants()) {
            for (int round = 0; round < ROUNDS; round++) {
                leavingMeetsComing(
                        contestants, new FlightKey("report", Sample.token().value()));
            }
        }
    }

    private void leavingMeetsComing(Contestants contestants, FlightKey crossing) {
        Token first = Sample.token();
        Answers.of(store().enter(crossing, first, null, LONG));
        List<Token> newcomers = Stream.generate(Sample::token).limit(NEWCOMERS).toList();
        List<Callable<Object>> works = new ArrayList<>();
        works.add(() -> Answers.of(store().leave(crossing, first)));
        newcomers.forEach(each -> works.add(() -> Answers.of(store().enter(crossing, each, null, LONG))));

        List<Object> results = contestants.run(works);

        boolean over = (Boolean) results.get(0);
        Set<Token> flights =
                results.stream().skip(1).map(FlightContract::joined).collect(Collectors.toSet());
        assertThat(flights).as("one flight for all who came").hasSize(1);
        assertThat(flights.contains(first)).as("joined the first flight").isEqualTo(!over);
        if (!over) {
            List<Boolean> ends = newcomers.stream()
                    .map(each -> Answers.of(store().leave(crossing, each)))
                    .toList();
            assertThat(ends).as("only the last one ends it").containsExactly(false, false, false, false, true);
        }
    }

    private static Token joined(Object reply) {
        return reply instanceof Lead lead ? lead.flight() : ((Wait) reply).flight();
    }

    /** All leave at once: exactly one of them was the last, and the leader is told once. */
    @Test
    void oneOfManyWhoLeaveTogetherIsTheLast() {
        try (Contestants contestants = new Contestants()) {
            for (int round = 0; round < ROUNDS; round++) {
                FlightKey left = new FlightKey("report", Sample.token().value());
                List<Token> members =
                        Stream.generate(Sample::token).limit(NEWCOMERS).toList();
                members.forEach(each -> Answers.of(store().enter(left, each, null, LONG)));

                List<Boolean> ends = contestants.run(members.stream()
                        .<Callable<Boolean>>map(each -> () -> Answers.of(store().leave(left, each)))
                        .toList());

                assertThat(ends).containsOnlyOnce(true);
                assertThat(Answers.of(store().current(left))).isEmpty();
            }
        }
    }
}
