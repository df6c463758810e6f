package dev.cachekit.inprocess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.contract.Answers;
import dev.cachekit.contract.ManualScheduler;
import dev.cachekit.contract.Sample;
import dev.cachekit.spi.Backplane;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.LaneMessage;
import dev.cachekit.spi.Lookup;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How the in-process backplane delivers; what it tells is shown by the contract. */
class LanesTest {

    private static final EntryKey KEY = new EntryKey(new CacheSpace("app", "users", "users"), "42");

    private final InProcessBackend backend = InProcessBackend.create(new ManualScheduler());
    private final EntryStore store = backend.entries();
    private final List<Object> heard = new ArrayList<>();

    @AfterEach
    void close() {
        backend.close();
    }

    @Test
    void tellsOnTheThreadOfTheWriterBeforeItReturns() {
        listen(message -> heard.add(Thread.currentThread()));

        Answers.of(store.invalidate(List.of(KEY)));

        assertThat(heard).containsExactly(Thread.currentThread());
    }

    @Test
    void tellsWhenTheStoreHasAlreadyChanged() {
        Answers.of(store.put(KEY, entry(), Sample.LONG_TTL));
        listen(message -> heard.add(Answers.of(store.find(KEY))));

        Answers.of(store.invalidate(List.of(KEY)));

        assertThat(heard).containsExactly(new Lookup.Absent());
    }

    @Test
    void tellsOfAClearWhenTheStoreHasAlreadyChanged() {
        Answers.of(store.put(KEY, entry(), Sample.LONG_TTL));
        listen(message -> heard.add(Answers.of(store.find(KEY))));

        Answers.of(store.clear(KEY.space()));

        assertThat(heard).hasSize(64).containsOnly(new Lookup.Absent());
    }

    @Test
    void aListenerThatFailsStopsNeitherTheWriteNorTheOthers() {
        listen(message -> {
            throw new IllegalStateException("listener");
        });
        listen(heard::add);

        assertThat(store.invalidate(List.of(KEY))).isCompleted();

        assertThat(heard).hasSize(1);
    }

    @Test
    void severalListenersShareOneBackend() {
        listen(heard::add);
        listen(heard::add);

        Answers.of(store.put(KEY, entry(), Sample.LONG_TTL));

        assertThat(heard).hasSize(2);
    }

    @Test
    void isSubscribedAtOnce() {
        backend.backplane().listen(new Backplane.Listener() {
            @Override
            public void onMessage(LaneMessage message) {}

            @Override
            public void onSubscribed() {
                heard.add("subscribed");
            }
        });

        assertThat(heard).containsExactly("subscribed");
    }

    @Test
    void beatsAtOnce() {
        assertThat(backend.backplane().beat()).isCompleted();
    }

    private void listen(Consumer<LaneMessage> listener) {
        backend.backplane().listen(new Backplane.Listener() {
            @Override
            public void onMessage(LaneMessage message) {
                listener.accept(message);
            }

            @Override
            public void onSubscribed() {}
        });
    }

    private static Entry entry() {
        return Sample.entry(Sample.token(), "1");
    }
}
