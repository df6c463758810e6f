package dev.cachekit.contract;

import dev.cachekit.Ttl;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.LeaseRequest;
import dev.cachekit.spi.Settlement;
import dev.cachekit.spi.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Makes operations on one key. Few tokens, so that they meet. What shall expire does so within its own operation,
 * because a real store's clock does not wait for the test.
 */
final class RandomOperations {

    /** A named operation. */
    record Operation(String name, Play play) {}

    /** What an operation does to a store; the result is compared. */
    interface Play {
        Object on(OperationPlayer player);
    }

    private final Random random;
    private final List<Token> tokens = new ArrayList<>();

    RandomOperations(Random random) {
        this.random = random;
        for (int i = 0; i < 4; i++) {
            tokens.add(Sample.token());
        }
    }

    Operation next() {
        Operation operation = choose();
        return random.nextInt(12) == 0 ? twice(operation) : operation;
    }

    private Operation choose() {
        return switch (random.nextInt(20)) {
            case 0, 1, 2 -> lease();
            case 3, 4, 5 -> fill();
            case 6 -> extend();
            case 7 -> release();
            case 8 -> invalidate();
            case 9 -> put();
            case 10 -> putIfAbsent();
            case 11, 12, 13 -> fence();
            case 14, 15, 16 -> settle();
            case 17 -> new Operation("stamps", OperationPlayer::rememberStamp);
            case 18 -> expire();
            default -> readOfMany();
        };
    }

    private Operation lease() {
        boolean ends = seldom();
        Token rejected = random.nextInt(4) == 0 ? token() : null;
        LeaseRequest request = new LeaseRequest(token(), ends ? Sample.SHORT : Sample.LONG, rejected);
        return new Operation("lease " + request, player -> {
            Object reply = player.play(store -> store.lease(player.key(), request));
            player.passTimeIf(ends);
            return reply;
        });
    }

    private Operation fill() {
        boolean ends = seldom();
        Entry entry = entry(null);
        return new Operation("fill " + entry.token() + " ends=" + ends, player -> {
            Object reply = player.play(store -> store.fill(player.key(), entry, ttl(ends)));
            player.passTimeIf(ends);
            return reply;
        });
    }

    private Operation extend() {
        boolean ends = seldom();
        Token token = token();
        return new Operation("extend " + token + " ends=" + ends, player -> {
            Object reply = player.play(store -> store.extend(player.key(), token, ends ? Sample.SHORT : Sample.LONG));
            player.passTimeIf(ends);
            return reply;
        });
    }

    private Operation release() {
        Token token = token();
        return new Operation("release " + token, player -> player.play(store -> store.release(player.key(), token)));
    }

    private Operation invalidate() {
        return new Operation("invalidate", player -> player.play(store -> store.invalidate(List.of(player.key()))));
    }

    private Operation put() {
        boolean ends = seldom();
        Entry entry = entry(version());
        return new Operation("put " + entry + " ends=" + ends, player -> {
            Object reply = player.play(store -> store.put(player.key(), entry, ttl(ends)));
            player.passTimeIf(ends);
            return reply;
        });
    }

    private Operation putIfAbsent() {
        Entry entry = entry(version());
        return new Operation(
                "putIfAbsent " + entry,
                player -> player.play(store -> store.putIfAbsent(player.key(), entry, Sample.LONG_TTL)));
    }

    private Operation fence() {
        boolean ends = seldom();
        Token writer = token();
        return new Operation("fence " + writer + " ends=" + ends, player -> {
            Object reply = player.play(store -> store.fence(player.key(), writer, ends ? Sample.SHORT : Sample.LONG));
            player.passTimeIf(ends);
            return reply;
        });
    }

    private Operation settle() {
        boolean rollback = seldom();
        boolean unfenced = random.nextInt(3) == 0;
        Token writer = token();
        Entry entry = rollback ? null : Sample.entry(writer, json(), version());
        return new Operation(
                "settle " + writer + " " + entry + " unfenced=" + unfenced,
                player -> player.play(store -> store.settle(
                        player.key(),
                        new Settlement(writer, entry, Sample.LONG_TTL, unfenced ? player.stampBefore() : null))));
    }

    private Operation expire() {
        Ttl ttl = random.nextBoolean() ? Ttl.FOREVER : Ttl.of(Sample.LONG.multipliedBy(2));
        return new Operation("expire " + ttl, player -> player.play(store -> store.expire(player.key(), ttl)));
    }

    private Operation readOfMany() {
        return new Operation("findAll", player -> player.play(store -> store.findAll(List.of(player.key()))));
    }

    private static Operation twice(Operation operation) {
        return new Operation("twice " + operation.name(), player -> {
            Object first = operation.play().on(player);
            return List.of(first, operation.play().on(player));
        });
    }

    private Entry entry(@Nullable Long version) {
        return Sample.entry(token(), json(), version);
    }

    private Token token() {
        return tokens.get(random.nextInt(tokens.size()));
    }

    private @Nullable Long version() {
        return random.nextBoolean() ? null : (long) random.nextInt(4);
    }

    private String json() {
        return Integer.toString(random.nextInt(1_000));
    }

    private boolean seldom() {
        return random.nextInt(8) == 0;
    }

    private static Ttl ttl(boolean ends) {
        return ends ? Sample.SHORT_TTL : Sample.LONG_TTL;
    }
}
