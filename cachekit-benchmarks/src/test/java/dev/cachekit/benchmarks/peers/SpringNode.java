package dev.cachekit.benchmarks.peers;

import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** A node whose service has the annotations of Spring's cache abstraction. Spring's own error handler throws. */
final class SpringNode implements Node {

    private static final long KEY = 1;

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final Rows rows;
    private final Runnable end;

    /** The service; public, as Spring makes a subclass of it. */
    public static class Rows {

        private final Database database;

        /** Made by Spring. */
        public Rows(Database database) {
            this.database = database;
        }

        /** The version of a row. */
        @Cacheable(cacheNames = Contestants.CACHE, key = "#id", sync = true)
        public Long version(long id) {
            return database.load();
        }

        /** Comes after the commit. */
        @CacheEvict(cacheNames = Contestants.CACHE, key = "#id")
        public void changed(long id) {}
    }

    /** Switches the annotations on. */
    @EnableCaching
    static class Caching {}

    /**
     * Starts the service.
     *
     * @param caches what the framework under test gives
     * @param end drops what the framework started
     */
    SpringNode(Database database, CacheManager caches, Runnable end) {
        this.end = end;
        context.registerBean(Database.class, () -> database);
        context.registerBean(CacheManager.class, () -> caches);
        context.register(Caching.class, Rows.class);
        context.refresh();
        rows = context.getBean(Rows.class);
    }

    @Override
    public long read() {
        return rows.version(KEY);
    }

    @Override
    public void remove() {
        rows.changed(KEY);
    }

    @Override
    public void close() {
        context.close();
        end.run();
    }
}
