package dev.cachekit.cluster;

import dev.cachekit.RemoteLoadException;
import dev.cachekit.SingleFlight;
import dev.cachekit.engine.CacheKitBuilder;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.engine.SystemScheduler;
import dev.cachekit.flight.FlightOptions;
import dev.cachekit.flight.SharedExceptions;
import dev.cachekit.redisson.RedissonBackend;
import dev.cachekit.redisson.client.RedissonClients;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.redisson.api.RedissonClient;

/**
 * One application process whose callers make one call together with those of others. Does what it reads from its standard
 * input, a line per command: {@code storm <key> <callers> <of all> <ms> <start> <outcome>}.
 * The call lasts that long after the last caller of all processes has come. Answers with a line: how often the call was
 * made, when it ended and when the last caller returned, in ns, and all different outcomes.
 */
final class FlightNode implements AutoCloseable {

    private static final String APP = "cluster-test";

    /** Longer than a test, so that a takeover is what ends a wait. */
    private static final Duration MAX_WAIT = Duration.ofMinutes(1);

    /** What the callers share, and what the value is read as by other processes. */
    record Report(String key, long process) {}

    /** The call: how many callers of all processes it waits for, how long it goes on then, and how it ends. */
    private record Work(long callers, Duration length, String outcome) {}

    private final AtomicInteger executions = new AtomicInteger();
    private final AtomicLong endedAt = new AtomicLong();
    private final SystemScheduler scheduler = new SystemScheduler();
    private final RedissonClient client;
    private final RedissonBackend backend;
    private final CacheKitEngine kit;
    private final SingleFlight flight;
    private final ExecutorService callers = Executors.newCachedThreadPool(FlightNode::daemon);

    private FlightNode(String url) {
        client = RedissonClients.create(NodeSettings.of(url));
        backend = RedissonBackend.create(client, APP, scheduler, Duration.ofSeconds(1));
        kit = new CacheKitBuilder()
                .app(APP)
                .backend(backend)
                .scheduler(scheduler)
                .flights(new FlightOptions(
                        SharedExceptions.of(List.of(IllegalStateException.class)), MAX_WAIT, Map.of()))
                .build();
        flight = kit.singleFlight("report");
    }

    public static void main(String[] arguments) throws Exception {
        try (FlightNode node = new FlightNode(arguments[0]);
                BufferedReader commands =
                        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            answer("ready");
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                String[] words = line.split(" ");
                answer(node.storm(
                        words[1],
                        Integer.parseInt(words[2]),
                        new Work(Long.parseLong(words[3]), Duration.ofMillis(Long.parseLong(words[4])), words[6]),
                        Long.parseLong(words[5])));
            }
        }
    }

    private static void answer(String line) {
        System.out.println(NodeProcess.ANSWER + line);
        System.out.flush();
    }

    /** Lets many callers come at one moment. */
    private String storm(String key, int threads, Work work, long startNanos)
            throws InterruptedException, ExecutionException {
        executions.set(0);
        endedAt.set(0);
        AtomicLong lastReturn = new AtomicLong(Long.MIN_VALUE);
        List<Future<String>> returns = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            returns.add(callers.submit(() -> {
                sleepUntil(startNanos);
                String told = told(key, work);
                lastReturn.accumulateAndGet(System.nanoTime(), Math::max);
                return told;
            }));
        }
        Set<String> outcomes = new TreeSet<>();
        for (Future<String> returned : returns) {
            outcomes.add(returned.get());
        }
        return executions.get() + " " + endedAt.get() + " " + lastReturn.get() + " " + String.join(" ", outcomes);
    }

    private String told(String key, Work work) {
        kit.counter("came-" + key).increment();
        try {
            return String.valueOf(flight.run(key, Report.class, () -> run(key, work)))
                    .replace(" ", "");
        } catch (RemoteLoadException remote) {
            return "remote:" + remote.remoteType() + ":" + remote.remoteMessage();
        } catch (RuntimeException failure) {
            return failure.getClass().getName() + ":" + failure.getMessage();
        }
    }

    private Report run(String key, Work work) {
        executions.incrementAndGet();
        answer("loading " + key);
        long patience = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (kit.counter("came-" + key).get() < work.callers() && System.nanoTime() < patience) {
            sleepUntil(System.nanoTime() + Duration.ofMillis(5).toNanos());
        }
        sleepUntil(System.nanoTime() + work.length().toNanos());
        endedAt.set(System.nanoTime());
        return switch (work.outcome()) {
            case "listed" -> throw new IllegalStateException("no-" + key);
            case "unlisted" -> throw new UnsupportedOperationException("no-" + key);
            default -> new Report(key, ProcessHandle.current().pid());
        };
    }

    private static void sleepUntil(long nanos) {
        while (System.nanoTime() < nanos) {
            LockSupport.parkNanos(nanos - System.nanoTime());
        }
    }

    @Override
    public void close() throws IOException {
        kit.close();
        backend.close();
        client.shutdown();
        scheduler.close();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "caller");
        thread.setDaemon(true);
        return thread;
    }
}
