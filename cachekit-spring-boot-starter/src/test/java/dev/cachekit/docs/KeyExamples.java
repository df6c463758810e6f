package dev.cachekit.docs;

import dev.cachekit.annotation.CacheAside;
import java.util.List;
import java.util.function.LongFunction;
import org.springframework.beans.factory.ObjectProvider;

/** The examples of keys, class defaults and calls on oneself. */
final class KeyExamples {

    private KeyExamples() {}

    record Product(long id, String name) {}

    static class SelfAware {

        private final LongFunction<Product> rows;

        // tag::self[]
        private final ObjectProvider<SelfAware> self;

        @CacheAside(cache = "products", key = "#id")
        public Product find(long id) {
            return rows.apply(id);
        }

        public List<Product> page(List<Long> ids) {
            SelfAware proxy = self.getObject();
            return ids.stream().map(proxy::find).toList();
        }
        // end::self[]

        SelfAware(LongFunction<Product> rows, ObjectProvider<SelfAware> self) {
            this.rows = rows;
            this.self = self;
        }
    }
}
