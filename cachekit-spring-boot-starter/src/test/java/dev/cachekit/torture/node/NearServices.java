package dev.cachekit.torture.node;

import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.annotation.Phase;
import dev.cachekit.torture.history.Event.Scope;
import org.springframework.transaction.annotation.Transactional;

/** The services that keep values in the process, too: near caches are switched on by configuration. */
final class NearServices {

    private NearServices() {}

    /** Key by key, without transactions. */
    static class Near extends Service {
        static final String CACHE = "near";

        Near(Rows rows) {
            super(rows, CACHE, Scope.ROW);
        }

        @Override
        @CacheAside(cache = CACHE, key = "#key")
        public Stored read(int key) {
            return super.read(key);
        }

        @Override
        @Invalidate(cache = CACHE, key = "#key")
        public Stored write(int key) {
            return super.write(key);
        }
    }

    /** Key by key, after the commit of a transaction. */
    static class NearTransacted extends Service {

        static final String CACHE = "near-transacted";

        NearTransacted(Rows rows) {
            super(rows, CACHE, Scope.ROW);
        }

        @Override
        @CacheAside(cache = CACHE, key = "#key")
        public Stored read(int key) {
            return super.read(key);
        }

        @Override
        @Transactional
        @Invalidate(cache = CACHE, key = "#key")
        public Stored write(int key) {
            return super.write(key);
        }
    }

    /** Intents are written before the commit. */
    static class NearTwoPhase extends Service {

        static final String CACHE = "near-two-phase";

        NearTwoPhase(Rows rows) {
            super(rows, CACHE, Scope.ROW);
        }

        @Override
        @CacheAside(cache = CACHE, key = "#key")
        public Stored read(int key) {
            return super.read(key);
        }

        @Override
        @Transactional
        @Invalidate(cache = CACHE, key = "#key", phase = Phase.TWO_PHASE)
        public Stored write(int key) {
            return super.write(key);
        }
    }
}
