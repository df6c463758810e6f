package dev.cachekit.beat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.contract.LaneBoard;
import dev.cachekit.contract.LossyBackplane;
import dev.cachekit.contract.LossyBackplane.Beats;
import dev.cachekit.contract.ManualScheduler;
import dev.cachekit.spi.Backplane;
import dev.cachekit.spi.Beat;
import dev.cachekit.spi.Lane;
import dev.cachekit.spi.LaneMessage.Cache;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HeartbeatTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ManualScheduler time = new ManualScheduler();
    private final LaneBoard lanes = new LaneBoard();
    private final LossyBackplane link = new LossyBackplane(lanes);
    private final Heartbeat heart = new Heartbeat(link, time);
    private final List<Long> answered = new ArrayList<>();
    private final List<Throwable> silences = new ArrayList<>();
    private final List<Beat> ofFirstLane = new ArrayList<>();
    private int clockJumps;

    HeartbeatTest() {
        heart.addListener(new Heartbeat.Listener() {
            @Override
            public void onBeat(long sentNanos, Map<Lane, Beat> answers) {
                answered.add(sentNanos);
                ofFirstLane.add(answers.get(Lane.all().get(0)));
            }

            @Override
            public void onSilence(long sentNanos, Throwable failure) {
                silences.add(failure);
            }

            @Override
            public void onClockJump() {
                clockJumps++;
            }
        });
    }

    @Test
    void beatsAtOnceAndThenEverySecond() {
        long start = time.nanoTime();
        heart.start();

        time.advance(SECOND.multipliedBy(2));

        assertThat(answered).containsExactly(start, start + SECOND.toNanos(), start + 2 * SECOND.toNanos());
    }

    @Test
    void beatsOnceHoweverOftenItIsStarted() {
        heart.start();
        heart.start();

        assertThat(answered).hasSize(1);
        assertThat(time.pendingTasks()).isEqualTo(1);
    }

    @Test
    void tellsWhatThePrimariesAnswered() {
        lanes.raise(Lane.all().get(0), new Cache("users"));
        heart.start();

        assertThat(ofFirstLane).containsExactly(new Beat(1, "primary-1"));
    }

    @Test
    void tellsTheFailureOfABeatAtOnceAndBeatsOn() {
        link.beats(Beats.FAIL);
        heart.start();
        assertThat(silences).hasSize(1).first().isInstanceOf(BackendUnavailableException.class);

        link.beats(Beats.PASS);
        time.advance(SECOND);

        assertThat(answered).hasSize(1);
    }

    @Test
    void takesABeatWithoutAnswerForSilenceWhenTheNextIsDue() {
        link.beats(Beats.MUTE);
        heart.start();
        assertThat(silences).isEmpty();

        time.advance(SECOND);

        assertThat(silences).hasSize(1).first().isInstanceOf(BackendUnavailableException.class);
    }

    @Test
    void dropsAnAnswerThatComesAfterItsSilence() {
        link.beats(Beats.HOLD);
        heart.start();
        time.advance(SECOND);

        link.answer();

        assertThat(silences).hasSize(1);
        assertThat(answered).as("only the second beat, which is not overdue").hasSize(1);
    }

    @Test
    void takesWhatTheBackplaneThrowsForSilence() {
        Heartbeat broken = new Heartbeat(
                new Backplane() {
                    @Override
                    public void listen(Listener listener) {}

                    @Override
                    public CompletionStage<Map<Lane, Beat>> beat() {
                        throw new IllegalStateException("closed");
                    }
                },
                time);
        broken.addListener(new Heartbeat.Listener() {
            @Override
            public void onBeat(long sentNanos, Map<Lane, Beat> answers) {}

            @Override
            public void onSilence(long sentNanos, Throwable failure) {
                silences.add(failure);
            }
        });

        broken.start();

        assertThat(silences).hasSize(1).first().isInstanceOf(IllegalStateException.class);
    }

    @Test
    void noticesThatTheMachineWasSuspended() {
        heart.start();
        time.suspend(Duration.ofSeconds(5));
        assertThat(clockJumps).isZero();

        time.advance(SECOND);

        assertThat(clockJumps).isEqualTo(1);
    }

    @Test
    void bearsASlewedWallClock() {
        heart.start();
        time.suspend(Duration.ofMillis(900));

        time.advance(SECOND);

        assertThat(clockJumps).isZero();
    }

    @Test
    void beatsNoMoreWhenClosed() {
        heart.start();
        heart.close();

        time.advance(SECOND.multipliedBy(3));

        assertThat(answered).hasSize(1);
        assertThat(time.pendingTasks()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Beats.class,
            names = {"PASS", "FAIL", "MUTE"})
    void aFailingListenerDoesNotStopTheHeart(Beats beats) {
        heart.addListener(new Heartbeat.Listener() {
            @Override
            public void onBeat(long sentNanos, Map<Lane, Beat> answers) {
                throw new IllegalStateException("test");
            }

            @Override
            public void onSilence(long sentNanos, Throwable failure) {
                throw new AssertionError("test");
            }

            @Override
            public void onClockJump() {
                throw new AssertionError("test");
            }
        });
        link.beats(beats);
        heart.start();

        time.suspend(Duration.ofSeconds(5));
        time.advance(SECOND.multipliedBy(2));
        link.beats(Beats.PASS);
        time.advance(SECOND);

        assertThat(answered).as("the last beat").contains(time.nanoTime());
    }

    @Test
    void anErrorOfTheBackplaneDoesNotStopTheHeart() {
        AtomicInteger sent = new AtomicInteger();
        Heartbeat broken = new Heartbeat(
                new Backplane() {
                    @Override
                    public void listen(Listener listener) {}

                    @Override
                    public CompletionStage<Map<Lane, Beat>> beat() {
                        sent.incrementAndGet();
                        throw new AssertionError("test");
                    }
                },
                time);
        broken.start();

        time.advance(SECOND);

        assertThat(sent).hasValue(2);
    }
}
