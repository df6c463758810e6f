package dev.cachekit.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.contract.Sample;
import dev.cachekit.strategy.LoadTurns.Place;
import org.junit.jupiter.api.Test;

class LoadTurnsTest {

    private static final String KEY = "key";

    private final LoadTurns turns = new LoadTurns();

    private static Flight<String> flight() {
        return new Flight<>(Sample.token(), 0, true);
    }

    private Flight<String> led() {
        Flight<String> mine = flight();
        assertThat(turns.take(KEY, mine).flight()).isSameAs(mine);
        return mine;
    }

    private Flight<String> begun() {
        Flight<String> mine = led();
        mine.occupy();
        mine.free();
        return mine;
    }

    @Test
    void theFirstLeadsAtOnce() {
        Flight<String> mine = flight();
        assertThat(turns.take(KEY, mine)).isEqualTo(new Place<>(mine, null));
    }

    @Test
    void aLoadThatIsYetToBeginIsJoined() {
        Flight<String> first = led();
        assertThat(turns.take(KEY, flight())).isEqualTo(new Place<>(first, null));
    }

    @Test
    void whoComesWhileOneRunsLeadsTheNextAndIsJoined() {
        Flight<String> running = begun();
        Flight<String> next = flight();
        assertThat(turns.take(KEY, next)).isEqualTo(new Place<>(next, running));
        assertThat(turns.take(KEY, flight())).isEqualTo(new Place<>(next, running));
    }

    @Test
    void aNextOneThatDidNotWaitIsNotJoined() {
        begun();
        Flight<String> impatient = begun();
        Flight<String> mine = flight();
        assertThat(turns.take(KEY, mine)).isEqualTo(new Place<>(mine, impatient));
    }

    @Test
    void theNextOneIsFoundAfterTheFirstHasEnded() {
        Flight<String> first = begun();
        Flight<String> next = led();
        turns.end(KEY, first);
        assertThat(turns.take(KEY, flight())).isEqualTo(new Place<>(next, null));
    }

    @Test
    void aNextOneThatEndsEarlierLeavesTheFirst() {
        Flight<String> first = begun();
        turns.end(KEY, begun());
        Flight<String> mine = flight();
        assertThat(turns.take(KEY, mine)).isEqualTo(new Place<>(mine, first));
    }

    @Test
    void aLoadThatWasPassedByDoesNotEndItsSuccessors() {
        Flight<String> first = begun();
        Flight<String> second = begun();
        Flight<String> third = led();
        turns.end(KEY, first);
        assertThat(turns.take(KEY, flight())).isEqualTo(new Place<>(third, second));
    }

    @Test
    void nothingIsLeftAfterTheLast() {
        Flight<String> first = begun();
        Flight<String> next = begun();
        turns.end(KEY, first);
        turns.end(KEY, next);
        Flight<String> mine = flight();
        assertThat(turns.take(KEY, mine)).isEqualTo(new Place<>(mine, null));
    }

    @Test
    void whoComesOutOfTheRunningLoadMustNotWaitForIt() {
        Flight<String> running = led();
        running.occupy();
        assertThat(turns.take(KEY, flight()).followsThisThread()).isTrue();
        assertThat(turns.take(KEY, flight()).followsThisThread()).isTrue();
    }
}
