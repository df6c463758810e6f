package dev.cachekit.torture.mutant;

import dev.cachekit.LoadOptions;
import dev.cachekit.operation.CacheOptions;
import dev.cachekit.operation.CacheSetting;
import dev.cachekit.spi.Lane;

/** Values that are invalidated by a tag. */
final class TagScenarios {

    private static final String TAG = "t";
    private static final CacheOptions NEAR = CacheOptions.NONE.with(CacheSetting.NEAR_ENABLED, true, "scenario");

    private TagScenarios() {}

    private abstract static class TagScenario extends Scenario {
        TagScenario(CacheOptions options) {
            super(options, LoadOptions.defaults().withTags(TAG));
        }
    }

    /** A load begins, another process invalidates the tag, the load ends. */
    static final class LoadMeetsTag extends TagScenario {
        LoadMeetsTag() {
            super(CacheOptions.NONE);
        }

        @Override
        String run(App a, App b) {
            App.HeldLoad load = a.beginLoad("k", OLD);
            b.cache.invalidateTag(TAG);
            load.end();
            return b.get("k", NEW);
        }
    }

    /** The store loses what it knows of tags. */
    static final class LostTable extends TagScenario {
        LostTable() {
            super(CacheOptions.NONE);
        }

        @Override
        String run(App a, App b) {
            a.get("k", OLD);
            b.cache.invalidateTag(TAG);
            send("DEL", "mutants:{" + Lane.home("values").tag() + "}~values");
            return b.get("k", NEW);
        }
    }

    /** A tag is invalidated of which another process keeps a value. */
    static final class NearTag extends TagScenario {
        NearTag() {
            super(NEAR);
        }

        @Override
        String run(App a, App b) {
            b.warm("k", OLD);
            int heard = b.heard();
            a.cache.invalidateTag(TAG);
            Steps.until(() -> b.heard() > heard);
            return b.get("k", NEW);
        }
    }
}
