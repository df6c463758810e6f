package dev.cachekit.torture.node;

import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.annotation.Phase;
import dev.cachekit.annotation.WriteThrough;
import dev.cachekit.torture.history.Event.Scope;
import java.util.Map;
import org.springframework.transaction.annotation.Transactional;

/** The services, each as an application would annotate it. Which of them run is configured. */
final class Services {

    /** By the name of the cache. */
    static final Map<String, Class<? extends Service>> ALL = Map.ofEntries(
            Map.entry(Plain.CACHE, Plain.class),
            Map.entry(Transacted.CACHE, Transacted.class),
            Map.entry(NearServices.Near.CACHE, NearServices.Near.class),
            Map.entry(Linear.CACHE, Linear.class),
            Map.entry(Reloaded.CACHE, Reloaded.class),
            Map.entry(Fenced.CACHE, Fenced.class),
            Map.entry(Versioned.CACHE, Versioned.class),
            Map.entry(Swept.CACHE, Swept.class),
            Map.entry(Globbed.CACHE, Globbed.class),
            Map.entry(Tagged.CACHE, Tagged.class),
            Map.entry(TwoPhase.CACHE, TwoPhase.class),
            Map.entry(NearServices.NearTransacted.CACHE, NearServices.NearTransacted.class),
            Map.entry(NearServices.NearTwoPhase.CACHE, NearServices.NearTwoPhase.class));

    private Services() {}

    /** Key by key, without transactions. */
    static class Plain extends Service {
        static final String CACHE = "plain";

        Plain(Rows rows) {
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
    static class Transacted extends Service {
        static final String CACHE = "transacted";

        Transacted(Rows rows) {
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

    /** Configured to be linear. */
    static class Linear extends Service {
        static final String CACHE = "linear";

        Linear(Rows rows) {
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

    /** Short-lived values, reloaded beside the old one if that is configured. */
    static class Reloaded extends Service {
        static final String CACHE = "reloaded";

        Reloaded(Rows rows) {
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

    /** Writes are stored; two that overlap end as an invalidation. */
    static class Fenced extends Service {
        static final String CACHE = "fenced";

        Fenced(Rows rows) {
            super(rows, CACHE, Scope.ROW);
        }

        @Override
        @CacheAside(cache = CACHE, key = "#key")
        public Stored read(int key) {
            return super.read(key);
        }

        @Override
        @WriteThrough(cache = CACHE, key = "#key")
        public Stored write(int key) {
            return super.write(key);
        }
    }

    /** Writes are stored; the higher version wins. */
    static class Versioned extends Service {
        static final String CACHE = "versioned";

        Versioned(Rows rows) {
            super(rows, CACHE, Scope.ROW);
        }

        @Override
        @CacheAside(cache = CACHE, key = "#key")
        public Stored read(int key) {
            return super.read(key);
        }

        @Override
        @WriteThrough(cache = CACHE, key = "#key", version = "#result.version")
        public Stored write(int key) {
            return super.write(key);
        }
    }

    /** Every change empties the cache. */
    static class Swept extends Service {
        static final String CACHE = "swept";

        Swept(Rows rows) {
            super(rows, CACHE, Scope.CACHE);
        }

        @Override
        @CacheAside(cache = CACHE, key = "#key")
        public Stored read(int key) {
            return super.read(key);
        }

        @Override
        @Invalidate(cache = CACHE, all = true)
        public Stored write(int key) {
            return super.write(key);
        }
    }

    /** Every change removes by a pattern. */
    static class Globbed extends Service {
        static final String CACHE = "globbed";

        Globbed(Rows rows) {
            super(rows, CACHE, Scope.CACHE);
        }

        @Override
        @CacheAside(cache = CACHE, key = "#key")
        public Stored read(int key) {
            return super.read(key);
        }

        @Override
        @Invalidate(cache = CACHE, pattern = "*")
        public Stored write(int key) {
            return super.write(key);
        }
    }

    /** Changes remove by tag; every fifth key shares one. */
    static class Tagged extends Service {
        static final String CACHE = "tagged";

        Tagged(Rows rows) {
            super(rows, CACHE, Scope.TAG);
        }

        @Override
        @CacheAside(cache = CACHE, key = "#key", tags = "'group-' + (#key % 5)")
        public Stored read(int key) {
            return super.read(key);
        }

        @Override
        @Invalidate(cache = CACHE, tags = "'group-' + (#key % 5)")
        public Stored write(int key) {
            return super.write(key);
        }
    }

    /** Intents are written before the commit: a writer that is killed leaves nothing stale. */
    static class TwoPhase extends Service {
        static final String CACHE = "two-phase";

        TwoPhase(Rows rows) {
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
