package dev.cachekit.docs;

import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.annotation.WithLock;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Methods that go on after they have returned, as the page of method shapes shows them. */
class ShapeExamples {

    record Quote(String symbol, long cents) {}

    interface Market {
        CompletableFuture<Quote> ask(String symbol);

        Mono<Quote> quote(String symbol);

        Flux<Quote> all();

        Flux<Quote> live();
    }

    static class Quotes {
        private final Market market;

        Quotes(Market market) {
            this.market = market;
        }

        // tag::shapes[]
        @CacheAside(cache = "quote", key = "#symbol", ttl = "5s")
        public CompletableFuture<Quote> ask(String symbol) {
            return market.ask(symbol);
        }

        @Invalidate(cache = "quote", key = "#symbol")
        public Mono<Quote> refresh(String symbol) {
            return market.quote(symbol); // removed when it has ended, once per subscription
        }

        @CacheAside(cache = "quotes", ttl = "5s")
        public Flux<Quote> all() {
            return market.all(); // cached as the list of its elements
        }

        @WithLock("market-feed")
        public Flux<Quote> live() {
            return market.live(); // elements pass one by one; the lock is held until the last
        }
        // end::shapes[]
    }
}
