package dev.cachekit.benchmarks.shop;

import dev.cachekit.cluster.NodeProcess;
import dev.cachekit.spi.Backend;
import dev.cachekit.spi.Backplane;
import dev.cachekit.spi.LaneMessage;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/**
 * A shop with a near cache as a process, which does what it reads from its standard input, a line per command, and answers
 * with a line. All processes of a machine share the monotonic clock, so times can be compared.
 */
public final class ShopNode {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Shop shop;
    private final Map<String, Long> heardAt = new ConcurrentHashMap<>();
    private final AtomicLong messages = new AtomicLong();

    private ShopNode(Shop shop) {
        this.shop = shop;
        // the near cache has heard before: who listens first is told first
        shop.context().getBean(Backend.class).backplane().listen(new Ear());
    }

    private final class Ear implements Backplane.Listener {

        @Override
        public void onMessage(LaneMessage message) {
            long now = System.nanoTime();
            messages.incrementAndGet();
            if (message.removed() instanceof LaneMessage.Keys keys) {
                keys.keys().forEach(key -> heardAt.put(key.text(), now));
            }
        }

        @Override
        public void onSubscribed() {}
    }

    /**
     * Runs it until its input ends.
     *
     * @param arguments the address of Redis
     */
    public static void main(String[] arguments) throws Exception {
        try (Shop shop = Shop.on(arguments[0], true);
                BufferedReader commands =
                        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            ShopNode node = new ShopNode(shop);
            answer("ready");
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                answer("" + node.execute(line.split(" ")));
            }
        }
    }

    private static void answer(String line) {
        System.out.println(NodeProcess.ANSWER + line);
        System.out.flush();
    }

    private long execute(String[] words) {
        return switch (words[0]) {
            case "find" -> each(words, shop.goods()::find);
            case "changed" -> each(words, shop.goods()::changed);
            case "heard" -> heard(words[1]);
            case "messages" -> messages.get();
            case "near-hits" -> shop.cache().stats().nearHits();
            default -> throw new IllegalArgumentException("no such command: " + words[0]);
        };
    }

    /** Answers when the last call had returned. */
    private static long each(String[] words, LongConsumer call) {
        long from = Long.parseLong(words[1]);
        for (long id = from; id < from + Long.parseLong(words[2]); id++) {
            call.accept(id);
        }
        return System.nanoTime();
    }

    /** Answers when a removal had been heard, which then is forgotten. */
    private long heard(String key) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() - end < 0) {
            Long at = heardAt.remove(key);
            if (at != null) {
                return at;
            }
            LockSupport.parkNanos(100_000);
        }
        throw new IllegalStateException("the removal of " + key + " was not heard");
    }
}
