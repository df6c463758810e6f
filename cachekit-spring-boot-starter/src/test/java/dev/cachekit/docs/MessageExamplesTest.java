package dev.cachekit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.Cache;
import dev.cachekit.CacheKit;
import dev.cachekit.Missed;
import dev.cachekit.docs.MessageExamples.Price;
import dev.cachekit.docs.MessageExamples.PriceBoard;
import dev.cachekit.docs.MessageExamples.Prices;
import dev.cachekit.docs.MessageExamples.Profile;
import dev.cachekit.engine.CacheKitBuilder;
import dev.cachekit.spring.autoconfigure.CacheKitAutoConfiguration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The examples do what their pages say. */
class MessageExamplesTest {

    private final CacheKit kit = new CacheKitBuilder().app("docs").build();

    @AfterEach
    void close() {
        kit.close();
    }

    @Test
    void counts() {
        assertThat(MessageExamples.viewed(kit, 7)).isEqualTo(1);
        assertThat(MessageExamples.viewedWithoutWaiting(kit, 7)
                        .toCompletableFuture()
                        .join())
                .isEqualTo(2);
        assertThat(MessageExamples.viewsOf(kit, List.of(7L, 8L)))
                .containsExactly(Map.entry("views:7", 2L), Map.entry("views:8", 0L));
    }

    @Test
    void keepsPricesUpToDate() throws Exception {
        PriceBoard board = new PriceBoard();
        MessageExamples.watch(kit, board);

        MessageExamples.reprice(kit, new Price("tea", 350));

        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> board.prices.containsKey("tea"));
        board.onMissed(new Missed.Disconnected());
        assertThat(board.prices).isEmpty();
    }

    @Test
    void listens() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(CacheKitAutoConfiguration.class))
                .withBean(Prices.class)
                .run(context -> {
                    MessageExamples.reprice(context.getBean(CacheKit.class), new Price("tea", 350));
                    Awaitility.await()
                            .atMost(Duration.ofSeconds(10))
                            .until(() -> context.getBean(Prices.class).latest.get("prices.eu/tea") != null);
                });
    }

    @Test
    void makesAPageInOneRoundTrip() {
        Cache<Long, Profile> profiles = kit.cache("profiles", Profile.class);
        profiles.put(1L, new Profile("Ada"));
        assertThat(MessageExamples.page(kit, 1, 7)).isEqualTo("Ada, seen 1 times");
        assertThat(MessageExamples.page(kit, 2, 7)).isEqualTo("somebody, seen 2 times");
    }
}
