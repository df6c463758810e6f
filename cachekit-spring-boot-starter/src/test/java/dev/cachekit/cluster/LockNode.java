package dev.cachekit.cluster;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.CacheKit;
import dev.cachekit.spring.autoconfigure.CacheKitAutoConfiguration;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An application that writes with eight threads under locks, as told on its standard input. */
final class LockNode {

    static final int THREADS = 8;

    private LockNode() {}

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({ // only what is needed, so that it starts soon
        CacheKitAutoConfiguration.class,
        DataSourceAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class,
        TransactionAutoConfiguration.class
    })
    static class Application {

        @Bean
        LockedAccounts accounts(JdbcClient jdbc) {
            return new LockedAccounts(jdbc);
        }
    }

    /** A part of the work of one thread. */
    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    /** Arguments: the URL of Redis, that of the database. */
    public static void main(String[] arguments) throws IOException {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
                        .web(WebApplicationType.NONE)
                        .run(
                                "--cachekit.redis.url=" + arguments[0],
                                "--cachekit.app=bank",
                                "--spring.datasource.url=" + arguments[1],
                                "--spring.datasource.username=sa",
                                "--spring.datasource.hikari.maximum-pool-size=" + THREADS,
                                "--spring.datasource.hikari.auto-commit=false", // two requests less for each update
                                "--logging.level.root=ERROR");
                BufferedReader commands =
                        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            answer("ready");
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                answer(execute(context, line.split(" ")));
            }
        }
    }

    /** {@code increment rounds rows}: unguarded. {@code guarded millis rows}: with faults. */
    private static String execute(ConfigurableApplicationContext context, String[] words) {
        LockedAccounts accounts = context.getBean(LockedAccounts.class);
        int amount = Integer.parseInt(words[1]);
        int rows = Integer.parseInt(words[2]);
        if (words[0].equals("increment")) {
            return inAllThreads(() -> {
                for (int round = 0; round < amount; round++) {
                    increment(accounts, ThreadLocalRandom.current().nextInt(rows));
                }
            });
        }
        GuardedWriters writers =
                new GuardedWriters(accounts, context.getBean(CacheKit.class).lock("guarded"));
        long end = System.nanoTime() + Duration.ofMillis(amount).toNanos();
        String outcome = inAllThreads(() -> writers.writeUntil(end, rows));
        return outcome + " " + writers;
    }

    /** On a machine that other work shares Redis may not answer in time. Without the lock the method did not run. */
    private static void increment(LockedAccounts accounts, int row) {
        boolean done = false;
        while (!done) {
            try {
                accounts.increment(row);
                done = true;
            } catch (BackendUnavailableException withoutLock) {
                LockSupport.parkNanos(100_000_000);
            }
        }
    }

    private static String inAllThreads(Work work) {
        AtomicReference<String> outcome = new AtomicReference<>("done");
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(() -> {
                try {
                    work.run();
                } catch (Exception failure) {
                    outcome.set(String.valueOf(failure).replace(' ', '_'));
                }
            });
            thread.start();
            threads.add(thread);
        }
        threads.forEach(LockNode::join);
        return outcome.get();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(String line) {
        System.out.println(NodeProcess.ANSWER + line);
        System.out.flush();
    }
}
