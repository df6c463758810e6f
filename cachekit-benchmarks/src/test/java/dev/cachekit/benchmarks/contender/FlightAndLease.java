package dev.cachekit.benchmarks.contender;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.redisson.api.RBucket;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;

/**
 * What somebody writes to protect a database, and no more: one flight per key and process, a lease by {@code SET NX}, and a
 * script that fills while the lease is still one's own. On the settings of Redisson that CacheKit takes for itself.
 */
final class FlightAndLease implements Catalog {

    private static final String FILL = "if redis.call('get', KEYS[1]) == ARGV[1] then"
            + " redis.call('set', KEYS[2], ARGV[2], 'EX', ARGV[3]) redis.call('del', KEYS[1]) return 1 end return 0";
    private static final byte[] TTL = Long.toString(TTL_SECONDS).getBytes(StandardCharsets.US_ASCII);
    private static final Duration LEASE = Duration.ofSeconds(10);

    private final RedissonClient client;
    private final RScript scripts;
    private final String fill;
    private final ConcurrentMap<Long, CompletableFuture<Product>> flights = new ConcurrentHashMap<>();

    private FlightAndLease(RedissonClient client) {
        this.client = client;
        this.scripts = client.getScript(ByteArrayCodec.INSTANCE);
        this.fill = scripts.scriptLoad(FILL);
    }

    static Catalog start() {
        return new FlightAndLease(RedissonClients.asCacheKitHasIt());
    }

    @Override
    public Product find(Long id) {
        byte[] found = entry(id).get();
        return found != null ? Json.read(found) : load(id);
    }

    private Product load(Long id) {
        CompletableFuture<Product> mine = new CompletableFuture<>();
        CompletableFuture<Product> first = flights.putIfAbsent(id, mine);
        if (first != null) {
            return first.join();
        }
        try {
            Product loaded = leased(id);
            mine.complete(loaded);
            return loaded;
        } catch (RuntimeException | Error failure) {
            mine.completeExceptionally(failure);
            throw failure;
        } finally {
            flights.remove(id, mine);
        }
    }

    private Product leased(Long id) {
        byte[] token = Tokens.next().getBytes(StandardCharsets.US_ASCII);
        RBucket<byte[]> lease = client.getBucket("lease:{" + id + "}", ByteArrayCodec.INSTANCE);
        boolean granted = lease.setIfAbsent(token, LEASE);
        Product loaded = Product.load(id);
        if (granted) {
            scripts.evalSha(
                    RScript.Mode.READ_WRITE,
                    fill,
                    RScript.ReturnType.LONG,
                    List.of("lease:{" + id + "}", "entry:{" + id + "}"),
                    token,
                    Json.write(loaded),
                    TTL);
        }
        return loaded;
    }

    private RBucket<byte[]> entry(Long id) {
        return client.getBucket("entry:{" + id + "}", ByteArrayCodec.INSTANCE);
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
