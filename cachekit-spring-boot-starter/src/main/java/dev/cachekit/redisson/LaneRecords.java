package dev.cachekit.redisson;

import dev.cachekit.spi.Lane;
import dev.cachekit.spi.LaneStamps;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

/** Reads the stamps of all lanes in one round trip per node, and makes the missing ones in another. */
final class LaneRecords {

    private final RedissonClient client;
    private final Commands commands;
    private final ScriptRunner scripts;
    private final KeyNames names;

    LaneRecords(Parts parts) {
        this.client = parts.client();
        this.commands = parts.commands();
        this.scripts = parts.scripts();
        this.names = parts.names();
    }

    CompletionStage<LaneStamps> read() {
        return commands.send("stamps", this::records).thenCompose(this::stamps);
    }

    private CompletionStage<Map<String, String>> records() {
        String[] keys = Lane.all().stream().map(names::lane).toArray(String[]::new);
        return client.getBuckets(StringCodec.INSTANCE).getAsync(keys);
    }

    private CompletionStage<LaneStamps> stamps(Map<String, String> records) {
        long[] stamps = new long[Lane.COUNT];
        for (Lane lane : Lane.all()) {
            stamps[lane.number()] = stamp(records.get(names.lane(lane)));
        }
        List<Lane> missing =
                Lane.all().stream().filter(lane -> stamps[lane.number()] == 0).toList();
        return missing.isEmpty()
                ? CompletableFuture.completedFuture(new LaneStamps(stamps))
                : complete(stamps, missing);
    }

    private CompletionStage<LaneStamps> complete(long[] stamps, List<Lane> missing) {
        List<List<String>> keys =
                missing.stream().map(lane -> List.of(names.lane(lane))).toList();
        return scripts.runAll(LuaScript.STAMP, keys).thenApply(made -> {
            for (int i = 0; i < missing.size(); i++) {
                stamps[missing.get(i).number()] = made.get(i);
            }
            return new LaneStamps(stamps);
        });
    }

    /** Zero for a record that is missing or not ours. */
    private static long stamp(@Nullable String record) {
        return record != null && record.matches("[0-9]{1,16}") ? Long.parseLong(record) : 0;
    }
}
