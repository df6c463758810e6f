package dev.cachekit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.docs.ShapeExamples.Market;
import dev.cachekit.docs.ShapeExamples.Quote;
import dev.cachekit.docs.ShapeExamples.Quotes;
import dev.cachekit.spring.autoconfigure.CacheKitAutoConfiguration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class ShapeExamplesTest {

    private static final Quote QUOTE = new Quote("ACME", 100);

    private static void run(BiConsumer<Quotes, Exchange> test) {
        Exchange market = new Exchange();
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(CacheKitAutoConfiguration.class))
                .withPropertyValues("cachekit.backend=in-process")
                .withBean(Market.class, () -> market)
                .withBean(Quotes.class)
                .run(context -> test.accept(context.getBean(Quotes.class), market));
    }

    @Test
    void aFutureIsCachedAndRemovedByAMono() {
        run((quotes, market) -> {
            assertThat(quotes.ask("ACME").join()).isEqualTo(QUOTE);
            assertThat(quotes.ask("ACME").join()).isEqualTo(QUOTE);
            assertThat(market.asked).hasValue(1);
            assertThat(quotes.refresh("ACME").block()).isEqualTo(QUOTE);
            assertThat(quotes.ask("ACME").join()).isEqualTo(QUOTE);
            assertThat(market.asked).hasValue(2);
        });
    }

    @Test
    void manyElementsAreCachedAsTheirList() {
        run((quotes, market) -> {
            assertThat(quotes.all().collectList().block()).containsExactly(QUOTE, QUOTE);
            assertThat(quotes.all().collectList().block()).containsExactly(QUOTE, QUOTE);
            assertThat(market.listed).hasValue(1);
            assertThat(quotes.live().take(3).collectList().block()).hasSize(3);
        });
    }

    /** What is behind the examples. */
    private static final class Exchange implements Market {

        private final AtomicInteger asked = new AtomicInteger();
        private final AtomicInteger listed = new AtomicInteger();

        @Override
        public CompletableFuture<Quote> ask(String symbol) {
            asked.incrementAndGet();
            return CompletableFuture.completedFuture(QUOTE);
        }

        @Override
        public Mono<Quote> quote(String symbol) {
            return Mono.just(QUOTE);
        }

        @Override
        public Flux<Quote> all() {
            listed.incrementAndGet();
            return Flux.just(QUOTE, QUOTE);
        }

        @Override
        public Flux<Quote> live() {
            return Flux.just(QUOTE).repeat();
        }
    }
}
