package dev.cachekit.redisson;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.redisson.FlightScriptTest.Step;
import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.spi.FlightEnd;
import dev.cachekit.spi.FlightKey;
import dev.cachekit.spi.FlightLease;
import dev.cachekit.spi.FlightNews;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Runs the scripts of one flight by a clock of its own; what they publish goes to a list. */
final class FlightScripts {

    private static final KeyNames NAMES = new KeyNames("shop");
    private static final String CLOCK = "redis.call('TIME')";
    private static final String PUBLISH = "redis.pcall('PUBLISH', ";

    private final RedisServer server;
    private final FlightKey key;
    private final UnaryOperator<String> change;
    private final String channel;
    private long millis = 1_767_225_600_123L;

    FlightScripts(RedisServer server, FlightKey key, UnaryOperator<String> change) {
        this.server = server;
        this.key = key;
        this.change = change;
        this.channel = "told:" + key.text();
    }

    /** Lets time pass, then plays a step. */
    Object answer(Step step, Duration passed) {
        millis += passed.toMillis();
        String flight = NAMES.flight(key);
        String member = step.member().value();
        return switch (step.script()) {
            case FLIGHT_ENTER -> {
                String outcome = step.followed() == null ? flight : NAMES.outcome(key, step.followed());
                yield entered(send(step.script(), List.of(flight, outcome), member, millis(step.lease())));
            }
            case FLIGHT_EXTEND ->
                lease(send(step.script(), List.of(flight), member, step.wanted() ? "1" : "0", millis(step.lease())));
            case FLIGHT_FINISH ->
                end(send(
                        step.script(),
                        List.of(flight, NAMES.outcome(key, step.flight())),
                        member,
                        step.outcome() == null
                                ? ""
                                : ISO_8859_1.decode(step.outcome().duplicate()).toString(),
                        "10000",
                        channel));
            case FLIGHT_ABANDON -> {
                send(step.script(), List.of(flight), member, channel);
                yield "done";
            }
            default -> send(step.script(), List.of(flight), member, channel).equals(1L);
        };
    }

    /** Returns all that was published. */
    List<FlightNews> told() {
        List<FlightNews> told = new ArrayList<>();
        for (Object message : (List<?>) server.send("LRANGE", channel, "0", "-1")) {
            told.add(FlightMessages.read(message.toString().getBytes(ISO_8859_1)));
        }
        return told;
    }

    private Object send(LuaScript script, List<String> keys, String... arguments) {
        assertThat(script.text()).contains(CLOCK);
        List<String> command = new ArrayList<>(List.of("EVAL", moved(script), String.valueOf(keys.size())));
        command.addAll(keys);
        command.addAll(List.of(arguments));
        command.add(String.valueOf(millis / 1_000));
        command.add(String.valueOf(millis % 1_000 * 1_000));
        return server.send(command.toArray(String[]::new));
    }

    private String moved(LuaScript script) {
        return change.apply(script.text())
                .replace(CLOCK, "{ARGV[#ARGV - 1], ARGV[#ARGV]}")
                .replace(PUBLISH, "redis.call('RPUSH', ");
    }

    private static Object entered(Object answer) {
        List<Object> bytes = new ArrayList<>();
        for (Object part : (List<?>) answer) {
            bytes.add(part instanceof String text ? text.getBytes(ISO_8859_1) : part);
        }
        return RedissonFlightStore.reply(bytes);
    }

    private static FlightLease lease(Object answer) {
        return RedissonFlightStore.lease((Long) answer);
    }

    private static FlightEnd end(Object answer) {
        return RedissonFlightStore.end((Long) answer);
    }

    private static String millis(Duration duration) {
        return String.valueOf(duration.toMillis());
    }
}
