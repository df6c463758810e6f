package dev.cachekit.inprocess;

import dev.cachekit.spi.FlightEnd;
import dev.cachekit.spi.FlightLease;
import dev.cachekit.spi.FlightNews;
import dev.cachekit.spi.FlightReply;
import dev.cachekit.spi.Token;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who takes part in one flight. Immutable; every method is a pure function, so that the rules can be read and tested without
 * a store. A flight that is over has no roster.
 *
 * @param flight names the flight: the token of its first leader
 * @param leader who makes the call; null if it gave up. It is a member as long as its own process wants the outcome.
 * @param leaseEnds when another may succeed the leader
 * @param members who wants the outcome, and until when that counts
 */
record Roster(Token flight, @Nullable Token leader, long leaseEnds, Map<Token, Long> members) {

    /** What a step makes of a roster: the next one, null if the flight is over, what is answered and what is told. */
    record Next<R>(
            @Nullable Roster roster, R reply, @Nullable FlightNews news) {

        private static <R> Next<R> quietly(@Nullable Roster roster, R reply) {
            return new Next<>(roster, reply, null);
        }
    }

    Roster {
        members = Map.copyOf(members);
    }

    /** Returns a roster as it is at a moment, null if there is nobody left. */
    static @Nullable Roster at(@Nullable Roster stored, long now) {
        if (stored == null) {
            return null;
        }
        Map<Token, Long> alive = new LinkedHashMap<>(stored.members);
        alive.values().removeIf(ends -> ends <= now);
        return alive.isEmpty() && stored.leaseEnds <= now
                ? null
                : new Roster(stored.flight, stored.leader, stored.leaseEnds, alive);
    }

    /** When nothing of it counts any more. */
    long ends() {
        return Math.max(
                leaseEnds,
                members.values().stream().mapToLong(Long::longValue).max().orElse(0));
    }

    static Next<FlightReply> enter(@Nullable Roster roster, Token member, long now, long ends) {
        if (roster == null) {
            Roster begun = new Roster(member, member, ends, Map.of(member, ends));
            return Next.quietly(begun, new FlightReply.Lead(member));
        }
        Map<Token, Long> members = roster.with(member, ends);
        if (roster.leaseEnds > now && !member.equals(roster.leader)) {
            Roster joined = new Roster(roster.flight, roster.leader, roster.leaseEnds, members);
            return Next.quietly(joined, new FlightReply.Wait(roster.flight, Duration.ofNanos(roster.leaseEnds - now)));
        }
        Roster led = new Roster(roster.flight, member, ends, members);
        return Next.quietly(led, new FlightReply.Lead(roster.flight));
    }

    static Next<FlightLease> extend(@Nullable Roster roster, Token leader, boolean wanted, long ends) {
        if (roster == null || !leader.equals(roster.leader)) {
            return Next.quietly(roster, FlightLease.LOST);
        }
        Map<Token, Long> members = wanted ? roster.with(leader, ends) : roster.without(leader);
        if (members.isEmpty()) {
            return Next.quietly(null, FlightLease.UNWANTED);
        }
        return Next.quietly(new Roster(roster.flight, leader, ends, members), FlightLease.KEPT);
    }

    static Next<FlightEnd> finish(@Nullable Roster roster, Token leader, @Nullable ByteBuffer outcome) {
        if (roster == null || !leader.equals(roster.leader)) {
            return Next.quietly(roster, FlightEnd.LOST);
        }
        if (roster.without(leader).isEmpty()) {
            return Next.quietly(null, FlightEnd.ENDED);
        }
        return outcome == null
                ? Next.quietly(roster, FlightEnd.AWAITED)
                : new Next<>(null, FlightEnd.ENDED, new FlightNews.Ended(roster.flight, outcome));
    }

    static Next<Boolean> abandon(@Nullable Roster roster, Token leader) {
        if (roster == null || !leader.equals(roster.leader)) {
            return Next.quietly(roster, false);
        }
        Map<Token, Long> members = roster.without(leader);
        return members.isEmpty()
                ? Next.quietly(null, true)
                : new Next<>(new Roster(roster.flight, null, 0, members), true, new FlightNews.Vacant(roster.flight));
    }

    static Next<Boolean> leave(@Nullable Roster roster, Token member) {
        Map<Token, Long> members = roster == null ? Map.of() : roster.without(member);
        if (roster == null || members.isEmpty()) {
            Token leader = roster == null ? null : roster.leader;
            return leader != null && !leader.equals(member)
                    ? new Next<>(null, true, new FlightNews.Unwanted(leader))
                    : Next.quietly(null, true);
        }
        return Next.quietly(new Roster(roster.flight, roster.leader, roster.leaseEnds, members), false);
    }

    private Map<Token, Long> with(Token member, long ends) {
        Map<Token, Long> all = new LinkedHashMap<>(members);
        all.put(member, ends);
        return all;
    }

    private Map<Token, Long> without(Token member) {
        Map<Token, Long> others = new LinkedHashMap<>(members);
        others.remove(member);
        return others;
    }
}
