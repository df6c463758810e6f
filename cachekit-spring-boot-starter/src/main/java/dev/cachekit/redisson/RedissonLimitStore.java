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
    public CompletionStage<LimitReply> take(LimitRequest request) {
        return this.<List<Long>>run(LuaScript.TAKE, ReturnType.LIST, request).thenApply(RedissonLimitStore::reply);
    }

    @Override
    public CompletionStage<Void> credit(LimitRequest request) {
        return run(LuaScript.CREDIT, ReturnType.LONG, request).thenApply(done -> null);
    }

    private <R> CompletionStage<R> run(LuaScript script, ReturnType type, LimitRequest request) {
        return scripts.run(script, type, List.of(names.permits(request)), arguments(script, request));
    }

    static Object[] arguments(LuaScript script, LimitRequest request) {
        List<Object> arguments = new ArrayList<>();
        arguments.add(request.cost());
        if (script == LuaScript.TAKE) {
            arguments.add(micros(request.longestWait()));
        }
        arguments.add(request.bands().size());
        for (Band band : request.bands()) {
            arguments.addAll(List.of(kind(band), micros(band.per()), band.permits(), band.burst()));
        }
        return arguments.toArray();
    }

    private static String kind(Band band) {
        return switch (band.algorithm()) {
            case TOKEN_BUCKET -> "T";
            case SLIDING_WINDOW -> "S";
            case FIXED_WINDOW -> "F";
        };
    }

    static LimitReply reply(List<Long> figures) {
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
