package dev.cachekit.redisson;

import dev.cachekit.Band;
import dev.cachekit.spi.LimitReply;
import dev.cachekit.spi.LimitReply.Left;
import dev.cachekit.spi.LimitRequest;
import dev.cachekit.spi.LimitStore;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.redisson.api.RScript.ReturnType;

/** Counts permits by Redis's clock: one script, one key, one round trip, however many bands there are. */
final class RedissonLimitStore implements LimitStore {

    private static final int FIRST_BAND = 2;
    private static final int FIGURES_PER_BAND = 3;

    private final ScriptRunner scripts;
    private final KeyNames names;

    RedissonLimitStore(Parts parts) {
        this.scripts = parts.scripts();
        this.names = parts.names();
    }

    @Override
    public CompletionStage<List<LimitReply>> takeEach(List<LimitRequest> requests) {
        return this.<List<Long>>run(LuaScript.TAKE, ReturnType.LIST, requests.get(0), takeArguments(requests))
                .thenApply(figures -> replies(figures, requests.size()));
    }

    @Override
    public CompletionStage<Void> credit(LimitRequest request) {
        return run(LuaScript.CREDIT, ReturnType.LONG, request, creditArguments(request))
                .thenApply(done -> null);
    }

    private <R> CompletionStage<R> run(LuaScript script, ReturnType type, LimitRequest request, Object[] arguments) {
        return scripts.run(script, type, List.of(names.permits(request)), arguments);
    }

    static Object[] takeArguments(List<LimitRequest> requests) {
        List<Object> arguments = new ArrayList<>();
        addBands(requests.get(0).bands(), arguments);
        arguments.add(requests.size());
        for (LimitRequest request : requests) {
            arguments.add(request.cost());
            arguments.add(micros(request.longestWait()));
        }
        return arguments.toArray();
    }

    static Object[] creditArguments(LimitRequest request) {
        List<Object> arguments = new ArrayList<>();
        addBands(request.bands(), arguments);
        arguments.add(request.cost());
        return arguments.toArray();
    }

    private static void addBands(List<Band> bands, List<Object> arguments) {
        arguments.add(bands.size());
        for (Band band : bands) {
            arguments.addAll(List.of(kind(band), micros(band.per()), band.permits(), band.burst()));
        }
    }

    private static String kind(Band band) {
        return switch (band.algorithm()) {
            case TOKEN_BUCKET -> "T";
            case SLIDING_WINDOW -> "S";
            case FIXED_WINDOW -> "F";
        };
    }

    static List<LimitReply> replies(List<Long> figures, int number) {
        int length = figures.size() / number;
        return IntStream.range(0, number)
                .mapToObj(i -> reply(figures.subList(i * length, (i + 1) * length)))
                .toList();
    }

    private static LimitReply reply(List<Long> figures) {
        List<Left> bands = new ArrayList<>();
        for (int i = FIRST_BAND; i < figures.size(); i += FIGURES_PER_BAND) {
            bands.add(new Left(figures.get(i), duration(figures.get(i + 1)), duration(figures.get(i + 2))));
        }
        return new LimitReply(figures.get(0) == 1, duration(figures.get(1)), bands);
    }

    private static long micros(Duration duration) {
        return TimeUnit.MICROSECONDS.convert(duration);
    }

    private static Duration duration(long micros) {
        return Duration.of(micros, ChronoUnit.MICROS);
    }
}
