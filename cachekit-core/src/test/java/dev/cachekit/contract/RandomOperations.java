package dev.cachekit.contract;

import dev.cachekit.Ttl;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.LeaseRequest;
import dev.cachekit.spi.Settlement;
import dev.cachekit.spi.Token;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes operations on one key. Few tokens and tags, so that they meet. What shall expire does so within its own
 * operation, because a real store's clock does not wait for the test.
 */
final class RandomOperations {

    /** A named operation. */
    record Operation(String name, Play play) {}

    /** What an operation does to a store; the result is compared. */
    interface Play {
        Object on(OperationPlayer player);
    }

    private static final List<String> TAGS = List.of("hot", "cold", "#f");

    private final Random random;
    private final List<Token> tokens = new ArrayList<>();
    private final List<Supplier<Operation>> kinds = new ArrayList<>();
    private final Deque<Operation> planned = new ArrayDeque<>();

    RandomOperations(Random random) {
        this.random = random;
        for (int i = 0; i < 4; i++) {
            tokens.add(Sample.token());
        }
        add(3, this::lease, this::reload, this::fill, this::fence, this::settle);
        add(1, this::extend, this::release, this::invalidate, this::put, this::putIfAbsent, this::expire);
        add(1, this::readOfMany, RandomOperations::readStamps);
        add(1, this::clear, this::invalidateTags, this::readTagClock);
        add(2, this::invalidatePattern);
        add(1, RandomOperations::beat);
    }

    @SafeVarargs
    private void add(int weight, Supplier<Operation>... some) {
        for (Supplier<Operation> kind : some) {
            kinds.addAll(Collections.nCopies(weight, kind));
        }
    }

    Operation next() {
        if (planned.isEmpty() && seldom()) {
            planWriteAroundAnother();
        }
        return planned.isEmpty() ? any() : planned.remove();
    }

    /** A write without fence sees by the stamp alone what happened since it began. */
    private void planWriteAroundAnother() {
        planned.add(readStamps());
        planned.add(any());
        planned.add(settle(true));
    }

    private Operation any() {
        Operation operation = kinds.get(random.nextInt(kinds.size())).get();
        return random.nextInt(8) == 0 ? twice(operation) : operation;
    }

    private Operation lease() {
        Token rejected = random.nextInt(4) == 0 ? token() : null;
        return lease(rejected, null);
    }

    private Operation reload() {
        return lease(seldom() ? token() : null, token());
    }

    private Operation lease(@Nullable Token rejected, @Nullable Token reloads) {
        boolean ends = seldom();
        LeaseRequest request = new LeaseRequest(token(), duration(ends), rejected, reloads);
        return operation("lease " + request, ends, player -> player.play(store -> store.lease(player.key(), request)));
    }

    private Operation fill() {
        boolean ends = seldom();
        Entry entry = entry(null);
        List<String> tags = tags();
        return operation(
                "fill " + entry + tags,
                ends,
                player -> player.play(store -> store.fill(player.key(), player.tagged(entry, tags), ttl(ends))));
    }

    private Operation extend() {
        boolean ends = seldom();
        Token token = token();
        return operation(
                "extend " + token,
                ends,
                player -> player.play(store -> store.extend(player.key(), token, duration(ends))));
    }

    private Operation release() {
        Token token = token();
        if (random.nextBoolean()) {
            return operation(
                    "release " + token, false, player -> player.play(store -> store.release(player.key(), token)));
        }
        boolean ends = seldom();
        return operation(
                "release and rest " + token,
                ends,
                player -> player.play(store -> store.release(player.key(), token, duration(ends))));
    }

    private Operation invalidate() {
        return operation("invalidate", false, player -> player.play(store -> store.invalidate(List.of(player.key()))));
    }

    private Operation clear() {
        return operation(
                "clear",
                false,
                player -> player.play(store -> store.clear(player.key().space())));
    }

    /** Of this key alone: the cache has the keys of other sequences, too. */
    private Operation invalidatePattern() {
        boolean matches = random.nextBoolean();
        return operation(
                matches ? "invalidatePattern" : "invalidatePattern of others",
                false,
                player -> player.play(store -> store.invalidatePattern(
                        player.key().space(),
                        (matches ? "*" : "not ") + player.key().text())));
    }

    private static Operation readStamps() {
        return new Operation("stamps", OperationPlayer::rememberStamp);
    }

    private static Operation beat() {
        return new Operation("beat", OperationPlayer::beat);
    }

    private Operation invalidateTags() {
        List<String> some = List.of(tag());
        return operation(
                "invalidateTags " + some,
                false,
                player -> player.play(store -> store.invalidateTags(player.key().space(), some)));
    }

    private Operation readTagClock() {
        return operation("tagClock", false, OperationPlayer::rememberTagClock);
    }

    private Operation put() {
        boolean ends = seldom();
        Entry entry = entry(version());
        List<String> tags = tags();
        return operation(
                "put " + entry + tags,
                ends,
                player -> player.play(store -> store.put(player.key(), player.tagged(entry, tags), ttl(ends))));
    }

    private Operation putIfAbsent() {
        boolean ends = seldom();
        Entry entry = entry(version());
        List<String> tags = tags();
        return operation(
                "putIfAbsent " + entry + tags,
                ends,
                player -> player.play(store -> store.putIfAbsent(player.key(), player.tagged(entry, tags), ttl(ends))));
    }

    private Operation fence() {
        boolean ends = seldom();
        Token writer = token();
        return operation(
                "fence " + writer,
                ends,
                player -> player.play(store -> store.fence(player.key(), writer, duration(ends))));
    }

    private Operation settle() {
        return settle(random.nextInt(3) == 0);
    }

    private Operation settle(boolean unfenced) {
        Entry entry = entry(version());
        List<String> tags = tags();
        boolean rollback = seldom();
        return operation(
                (rollback ? "rollback " : "settle ") + entry + tags + " unfenced=" + unfenced,
                false,
                player -> player.play(store -> store.settle(
                        player.key(),
                        new Settlement(
                                entry.token(),
                                rollback ? null : player.tagged(entry, tags),
                                Sample.LONG_TTL,
                                unfenced ? player.stampBefore() : null))));
    }

    private Operation expire() {
        boolean ends = seldom();
        Ttl longer = random.nextBoolean() ? Ttl.FOREVER : Ttl.of(Sample.LONG.multipliedBy(2));
        Ttl ttl = ends ? Sample.SHORT_TTL : longer;
        return operation("expire " + ttl, ends, player -> player.play(store -> store.expire(player.key(), ttl)));
    }

    private Operation readOfMany() {
        return operation("findAll", false, player -> player.play(store -> store.findAll(List.of(player.key()))));
    }

    private static Operation operation(String name, boolean ends, Play play) {
        return new Operation(name + (ends ? " until it ends" : ""), player -> {
            Object reply = play.on(player);
            player.passTimeIf(ends);
            return reply;
        });
    }

    private static Operation twice(Operation operation) {
        return new Operation("twice " + operation.name(), player -> {
            Object first = operation.play().on(player);
            return List.of(first, operation.play().on(player));
        });
    }

    private Entry entry(@Nullable Long version) {
        Entry entry = Sample.entry(token(), Integer.toString(random.nextInt(1_000)), version);
        boolean graceful = random.nextBoolean();
        return graceful ? entry.withGrace(Sample.LONG) : entry;
    }

    private List<String> tags() {
        return random.nextInt(3) == 0 ? List.of(tag(), tag()) : List.of();
    }

    private String tag() {
        return TAGS.get(random.nextInt(TAGS.size()));
    }

    private Token token() {
        return tokens.get(random.nextInt(tokens.size()));
    }

    private @Nullable Long version() {
        return random.nextBoolean() ? null : (long) random.nextInt(4);
    }

    private boolean seldom() {
        return random.nextInt(8) == 0;
    }

    private static Duration duration(boolean ends) {
        return ends ? Sample.SHORT : Sample.LONG;
    }

    private static Ttl ttl(boolean ends) {
        return Ttl.of(duration(ends));
    }
}
