package dev.cachekit.torture.mutant;

import dev.cachekit.LoadOptions;
import dev.cachekit.operation.CacheOptions;
import dev.cachekit.redisson.testing.RespConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An order of events in which one rule decides between fresh and stale. Runs inside an {@link IsolatedLoader}, so what
 * it shares with the test is types of the JDK: given the port of an empty server, it returns what a caller saw.
 */
abstract class Scenario implements Function<Integer, String> {

    private static final Pattern CALLS = Pattern.compile("cmdstat_mget:calls=(\\d+)");

    private static final Duration LONGEST = Duration.ofSeconds(10);

    static final String OLD = "old";
    static final String NEW = "new";

    private final CacheOptions options;
    private final LoadOptions loads;
    private final List<App> apps = new ArrayList<>();
    private int port;

    Scenario(CacheOptions options) {
        this(options, LoadOptions.defaults());
    }

    Scenario(CacheOptions options, LoadOptions loads) {
        this.options = options;
        this.loads = loads;
    }

    @Override
    public final String apply(Integer redisPort) {
        port = redisPort;
        try {
            App a = app();
            App b = app();
            return timed(() -> run(a, b));
        } finally {
            apps.forEach(App::close);
        }
    }

    /** How long it may take. */
    Duration longest() {
        return LONGEST;
    }

    /** A schedule that waits for luck, or for ever, is none. The start of the applications does not count. */
    private String timed(Callable<String> schedule) {
        FutureTask<String> play = new FutureTask<>(schedule);
        Thread thread = new Thread(play, "schedule");
        thread.setDaemon(true);
        thread.start();
        try {
            return play.get(longest().toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new IllegalStateException(
                    getClass().getSimpleName() + " takes longer than the " + longest() + " that it may take", late);
        } catch (ExecutionException failure) {
            throw new IllegalStateException(getClass().getSimpleName() + " failed", failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Plays with two applications. */
    abstract String run(App a, App b);

    App app() {
        App app = new App(port, options, loads);
        apps.add(app);
        app.warmUp();
        return app;
    }

    /** Sends a command past all proxies. */
    Object send(String... command) {
        try (RespConnection connection = new RespConnection("127.0.0.1", port)) {
            return connection.send(command);
        }
    }

    /** How many look-ups the server has done. */
    final long lookUps() {
        Matcher calls = CALLS.matcher((String) send("INFO", "commandstats"));
        return calls.find() ? Long.parseLong(calls.group(1)) : 0;
    }
}
