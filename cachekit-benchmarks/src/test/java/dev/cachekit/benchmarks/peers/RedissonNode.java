package dev.cachekit.benchmarks.peers;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;

/**
 * A node that uses an object of Redisson which loads nothing itself, in the usual way: get, and if there is nothing, load
 * and put.
 */
record RedissonNode(Database database, RedissonClient client, Slot slot) implements Node {

    /** Where the object keeps the row. */
    interface Slot {

        @Nullable
        Long get();

        void put(long version);

        void remove();
    }

    /** A client with the defaults of the release. */
    static RedissonClient client(Place place, Consumer<Config> more) {
        Config config = new Config();
        config.useSingleServer().setAddress(place.url());
        more.accept(config);
        return Redisson.create(config);
    }

    @Override
    public long read() {
        Long found = slot.get();
        if (found != null) {
            return found;
        }
        long loaded = database.load();
        slot.put(loaded);
        return loaded;
    }

    @Override
    public void remove() {
        slot.remove();
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
