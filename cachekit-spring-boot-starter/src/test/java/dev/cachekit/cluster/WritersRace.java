package dev.cachekit.cluster;

import dev.cachekit.Cache;
import dev.cachekit.CacheKit;
import dev.cachekit.annotation.WriteThrough;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Two applications that write the same rows at the same time, again and again, and one after the other in every tenth
 * round. Answers how often the cache kept an older
 * row than the database, and how often it kept one at all.
 */
final class WritersRace {

    private static final int ROWS = 8;
    private static final int LONGEST_PAUSE_NANOS = 300_000;
    private static final int ONE_AFTER_THE_OTHER = 10;

    /** What the database holds: each write gets the next version. */
    record Row(long version, String writer) {}

    private static final AtomicReferenceArray<Row> DATABASE = new AtomicReferenceArray<>(ROWS);

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
    static class Application {

        @Bean
        Rows rows() {
            return new Rows();
        }
    }

    static class Rows {

        @WriteThrough(cache = "versioned", key = "#row", version = "#result.version")
        public Row writeVersioned(int row, String writer, long pauseBefore, long pauseAfter) {
            return write(row, writer, pauseBefore, pauseAfter);
        }

        @WriteThrough(cache = "plain", key = "#row")
        public Row writePlain(int row, String writer, long pauseBefore, long pauseAfter) {
            return write(row, writer, pauseBefore, pauseAfter);
        }

        private static Row write(int row, String writer, long pauseBefore, long pauseAfter) {
            pause(pauseBefore);
            Row written =
                    DATABASE.updateAndGet(row, before -> new Row(before == null ? 1 : before.version() + 1, writer));
            pause(pauseAfter);
            return written;
        }

        private static void pause(long nanos) {
            long end = System.nanoTime() + nanos;
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        }
    }

    private WritersRace() {}

    /** Arguments: the URL of Redis, the number of rounds, the cache. */
    public static void main(String[] arguments) throws Exception {
        String cache = arguments[2];
        try (ConfigurableApplicationContext first = application(arguments[0]);
                ConfigurableApplicationContext second = application(arguments[0])) {
            answer("ready");
            answer(race(List.of(first, second), Integer.parseInt(arguments[1]), cache));
        }
    }

    private static ConfigurableApplicationContext application(String redisUrl) {
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .run("--cachekit.redis.url=" + redisUrl, "--cachekit.app=race", "--logging.level.root=ERROR");
    }

    private static String race(List<ConfigurableApplicationContext> applications, int rounds, String name)
            throws Exception {
        Cache<Integer, Row> cache = applications.get(0).getBean(CacheKit.class).cache(name, Row.class);
        CyclicBarrier start = new CyclicBarrier(applications.size());
        ExecutorService writers = Executors.newFixedThreadPool(applications.size());
        SplittableRandom random = new SplittableRandom(42);
        int older = 0;
        int kept = 0;
        for (int round = 0; round < rounds; round++) {
            int row = round % ROWS;
            List<Future<?>> writes = new ArrayList<>();
            for (ConfigurableApplicationContext application : applications) {
                long before = random.nextLong(LONGEST_PAUSE_NANOS);
                long after = random.nextLong(LONGEST_PAUSE_NANOS);
                boolean together = round % ONE_AFTER_THE_OTHER != 0;
                Future<?> write = writers.submit(() -> {
                    if (together) {
                        start.await();
                    }
                    return write(application.getBean(Rows.class), name, row, before, after);
                });
                if (together) {
                    writes.add(write);
                } else {
                    write.get();
                }
            }
            for (Future<?> write : writes) {
                write.get();
            }
            Row found = cache.get(row).orElse(null);
            kept += found == null ? 0 : 1;
            older += found == null || found.equals(DATABASE.get(row)) ? 0 : 1;
        }
        writers.shutdown();
        return older + " " + kept;
    }

    private static Row write(Rows rows, String cache, int row, long before, long after) {
        String writer = Thread.currentThread().getName();
        return cache.equals("versioned")
                ? rows.writeVersioned(row, writer, before, after)
                : rows.writePlain(row, writer, before, after);
    }

    private static void answer(String line) {
        System.out.println(NodeProcess.ANSWER + line);
        System.out.flush();
    }
}
