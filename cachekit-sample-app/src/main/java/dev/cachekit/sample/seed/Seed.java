package dev.cachekit.sample.seed;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Fills an empty database before the web server takes its first request; of several nodes on one database exactly one does it. */
@Component
class Seed implements SmartInitializingSingleton {

    private static final Log log = LogFactory.getLog(Seed.class);

    private final JdbcClient jdbc;
    private final SeedRows rows;
    private final SeedAccounts accounts;
    private final SeededCaches caches;
    private final TransactionTemplate transaction;

    Seed(
            JdbcClient jdbc,
            SeedRows rows,
            SeedAccounts accounts,
            SeededCaches caches,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.accounts = accounts;
        this.caches = caches;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public void afterSingletonsInstantiated() {
        transaction.executeWithoutResult(status -> seedOnce());
    }

    /** The lock on the guard row makes a second node wait until the first has committed; then it finds users. */
    private void seedOnce() {
        jdbc.sql("select id from seed_guard where id = 1 for update")
                .query(Integer.class)
                .single();
        if (jdbc.sql("select count(*) from app_user").query(Long.class).single() > 0) {
            return;
        }
        long start = System.nanoTime();
        rows.insertAll();
        accounts.insertAll();
        caches.clear();
        log.info("Seeded the database in " + (System.nanoTime() - start) / 1_000_000 + " ms");
    }
}
