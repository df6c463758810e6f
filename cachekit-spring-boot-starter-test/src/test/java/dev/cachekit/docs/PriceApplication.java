package dev.cachekit.docs;

import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.annotation.RateLimited;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Service;

/** The application of the examples; CacheKit is all it configures. */
@SpringBootConfiguration
@Import(PriceApplication.Prices.class)
class PriceApplication {

    /** What is slow. */
    interface PriceList {

        int priceOf(String fruit);

        void change(String fruit, int price);
    }

    // tag::service[]
    @Service
    static class Prices {
        private final PriceList list;

        Prices(PriceList list) {
            this.list = list;
        }

        @CacheAside(cache = "prices", ttl = "5m")
        public int of(String fruit) {
            return list.priceOf(fruit);
        }

        @Invalidate(cache = "prices", key = "#fruit")
        public void change(String fruit, int price) {
            list.change(fruit, price);
        }

        @RateLimited(name = "offers", permits = 2, per = "1m")
        public String offer(String fruit) {
            return "one " + fruit + " for " + list.priceOf(fruit);
        }

        @RateLimited(name = "demands", permits = 1, per = "200ms", maxWait = "1s")
        public int demand(String fruit) {
            return list.priceOf(fruit);
        }
    }
    // end::service[]
}
