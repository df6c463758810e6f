package dev.cachekit.inprocess;

import dev.cachekit.contract.Sample;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.LeaseRequest;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Settlement;
import dev.cachekit.spi.Tagging;
import dev.cachekit.spi.Token;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One key of a store with few tokens and answers as short text, as Lincheck's operations need it. */
final class OneKey {

    private static final CacheSpace SPACE = new CacheSpace("app", "users", "users");
    private static final EntryKey KEY = new EntryKey(SPACE, "42");
    private static final List<String> TAGS = List.of("hot");
    private static final List<Token> TOKENS =
            List.of(new Token("000000000000000a"), new Token("000000000000000b"), new Token("000000000000000c"));
    private static final List<Entry> ENTRIES =
            TOKENS.stream().map(token -> Sample.entry(token, "1")).toList();

    private final EntryStore store;

    OneKey(EntryStore store) {
        this.store = store;
    }

    String find() {
        Lookup found = answer(store.find(KEY));
        if (found instanceof Lookup.Hit hit) {
            return "hit " + hit.entry().token() + " reloaded by "
                    + hit.freshness().reloader();
        }
        return found instanceof Lookup.Loading loading
                ? "loading " + loading.holder()
                : found.getClass().getSimpleName();
    }

    String lease(int number) {
        return lease(number, null);
    }

    String reload(int number, int value) {
        return lease(number, TOKENS.get(value));
    }

    private String lease(int number, @Nullable Token reloads) {
        LeaseReply reply = answer(store.lease(KEY, new LeaseRequest(TOKENS.get(number), Sample.LONG, null, reloads)));
        if (reply instanceof LeaseReply.Hit hit) {
            return "hit " + hit.entry().token();
        }
        return reply instanceof LeaseReply.Held held
                ? "held " + held.holder()
                : reply.getClass().getSimpleName();
    }

    boolean fill(int number) {
        return answer(store.fill(KEY, ENTRIES.get(number), Sample.LONG_TTL));
    }

    boolean fillTagged(int number, int clock) {
        Entry entry = ENTRIES.get(number).withTags(Tagging.of(clock, TAGS));
        return answer(store.fill(KEY, entry, Sample.LONG_TTL));
    }

    void release(int number) {
        answer(store.release(KEY, TOKENS.get(number)));
    }

    void releaseAndRest(int number) {
        answer(store.release(KEY, TOKENS.get(number), Sample.LONG));
    }

    void invalidate() {
        answer(store.invalidate(List.of(KEY)));
    }

    void invalidateTag() {
        answer(store.invalidateTags(SPACE, TAGS));
    }

    void clear() {
        answer(store.clear(SPACE));
    }

    boolean putIfAbsent(int number) {
        return answer(store.putIfAbsent(KEY, ENTRIES.get(number), Sample.LONG_TTL));
    }

    void fence(int number) {
        answer(store.fence(KEY, TOKENS.get(number), Sample.LONG));
    }

    Settlement.Outcome settle(int number) {
        return answer(store.settle(KEY, Sample.settlement(ENTRIES.get(number))));
    }

    Settlement.Outcome settleUnfenced(int number, int stampBefore) {
        return answer(store.settle(KEY, Sample.unfenced(ENTRIES.get(number), stampBefore)));
    }

    private static <T> T answer(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
