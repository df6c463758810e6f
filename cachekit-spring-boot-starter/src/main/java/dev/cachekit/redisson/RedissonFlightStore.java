package dev.cachekit.redisson;

import dev.cachekit.spi.FlightEnd;
import dev.cachekit.spi.FlightKey;
import dev.cachekit.spi.FlightLease;
import dev.cachekit.spi.FlightNews;
import dev.cachekit.spi.FlightReply;
import dev.cachekit.spi.FlightStore;
import dev.cachekit.spi.Token;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RScript.ReturnType;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

/** Flights in Redis: one hash for each that is under way, by Redis's clock; a key of its own for an outcome somebody waits for. */
final class RedissonFlightStore implements FlightStore, AutoCloseable {

    private static final byte[] NONE = new byte[0];

    private final RedissonClient client;
    private final Commands commands;
    private final ScriptRunner scripts;
    private final KeyNames names;
    private final FlightMessages messages;

    RedissonFlightStore(Parts parts) {
        this.client = parts.client();
        this.commands = parts.commands();
        this.scripts = parts.scripts();
        this.names = parts.names();
        this.messages = new FlightMessages(parts);
    }

    @Override
    public CompletionStage<FlightReply> enter(FlightKey key, Token member, @Nullable Token followed, Duration lease) {
        String flight = names.flight(key);
        List<String> keys = List.of(flight, followed == null ? flight : names.outcome(key, followed));
        return scripts.<List<Object>>run(LuaScript.FLIGHT_ENTER, ReturnType.LIST, keys, member, Millis.of(lease))
                .thenApply(RedissonFlightStore::reply);
    }

    @Override
    public CompletionStage<Optional<Token>> current(FlightKey key) {
        return commands.send(
                "flight_current",
                () -> client.<String, String>getMap(names.flight(key), StringCodec.INSTANCE)
                        .getAsync("flight")
                        .thenApply(flight -> Optional.ofNullable(flight).map(Token::new)));
    }

    @Override
    public CompletionStage<FlightLease> extend(FlightKey key, Token leader, boolean wanted, Duration lease) {
        return this.run(LuaScript.FLIGHT_EXTEND, List.of(names.flight(key)), leader, wanted ? 1 : 0, Millis.of(lease))
                .thenApply(RedissonFlightStore::lease);
    }

    @Override
    public CompletionStage<FlightEnd> finish(FlightKey key, Token flight, Token leader, @Nullable ByteBuffer outcome) {
        return run(
                        LuaScript.FLIGHT_FINISH,
                        List.of(names.flight(key), names.outcome(key, flight)),
                        leader,
                        outcome == null ? NONE : bytes(outcome),
                        Millis.of(KEPT),
                        names.flightNews().name())
                .thenApply(RedissonFlightStore::end);
    }

    @Override
    public CompletionStage<Void> abandon(FlightKey key, Token leader) {
        return run(
                        LuaScript.FLIGHT_ABANDON,
                        List.of(names.flight(key)),
                        leader,
                        names.flightNews().name())
                .thenAccept(done -> {});
    }

    @Override
    public CompletionStage<Boolean> leave(FlightKey key, Token member) {
        return scripts.test(
                LuaScript.FLIGHT_LEAVE,
                List.of(names.flight(key)),
                member,
                names.flightNews().name());
    }

    @Override
    public void listen(Consumer<FlightNews> listener) {
        messages.add(listener);
    }

    @Override
    public void close() {
        messages.close();
    }

    private CompletionStage<Long> run(LuaScript script, List<String> keys, Object... arguments) {
        return scripts.run(script, ReturnType.LONG, keys, arguments);
    }

    static FlightReply reply(List<Object> answer) {
        byte[] second = (byte[]) answer.get(1);
        return switch (text((byte[]) answer.get(0))) {
            case "L" -> new FlightReply.Lead(new Token(text(second)));
            case "W" -> new FlightReply.Wait(new Token(text(second)), Duration.ofMillis((Long) answer.get(2)));
            default -> new FlightReply.Ended(ByteBuffer.wrap(second));
        };
    }

    static FlightLease lease(long answer) {
        if (answer == 0) {
            return FlightLease.LOST;
        }
        return answer == 1 ? FlightLease.KEPT : FlightLease.UNWANTED;
    }

    static FlightEnd end(long answer) {
        if (answer == 0) {
            return FlightEnd.LOST;
        }
        return answer == 1 ? FlightEnd.ENDED : FlightEnd.AWAITED;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
