package dev.cachekit.cluster;

import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.annotation.Phase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * An application with a database that does what it reads from its standard input. Its writes stand still between the
 * commit and the end of the transaction, to be killed there.
 */
final class WriterNode {

    private WriterNode() {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        Items items(JdbcClient jdbc) {
            return new Items(jdbc);
        }
    }

    static class Items {

        private final JdbcClient jdbc;

        Items(JdbcClient jdbc) {
            this.jdbc = jdbc;
        }

        @CacheAside("item")
        public String name(long id) {
            return jdbc.sql("select name from item where id = ?")
                    .param(id)
                    .query(String.class)
                    .single();
        }

        @Transactional
        @Invalidate(cache = "item", key = "#id", phase = Phase.TWO_PHASE)
        public void renameInTwoPhases(long id, String name) {
            rename(id, name);
        }

        @Transactional
        @Invalidate(cache = "item", key = "#id")
        public void renameAfterCommit(long id, String name) {
            rename(id, name);
        }

        private void rename(long id, String name) {
            jdbc.sql("update item set name = ? where id = ?").params(name, id).update();
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    answer("loading committed");
                    while (true) {
                        LockSupport.park();
                    }
                }
            });
        }
    }

    /** Arguments: the URL of Redis, that of the database, and further properties. */
    public static void main(String[] arguments) throws IOException {
        String[] properties = new String[arguments.length];
        System.arraycopy(arguments, 0, properties, 0, arguments.length);
        properties[0] = "--cachekit.redis.url=" + arguments[0];
        properties[1] = "--spring.datasource.url=" + arguments[1];
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
                        .web(WebApplicationType.NONE)
                        .run(properties);
                BufferedReader commands =
                        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            answer("ready");
            Items items = context.getBean(Items.class);
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                answer(execute(items, line.split(" ")));
            }
        }
    }

    private static String execute(Items items, String[] words) throws IOException {
        switch (words[0]) {
            case "read" -> {
                return items.name(1);
            }
            case "two-phase" -> items.renameInTwoPhases(1, words[1]);
            case "after-commit" -> items.renameAfterCommit(1, words[1]);
            default -> throw new IOException("no such command: " + words[0]);
        }
        return "done";
    }

    private static void answer(String line) {
        System.out.println(NodeProcess.ANSWER + line);
        System.out.flush();
    }
}
