package dev.cachekit.docs;

import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.CacheKitConfig;
import dev.cachekit.annotation.Invalidate;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
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

    // tag::config[]
    @CacheKitConfig(cache = "products", profile = "static-content")
    static class Catalog {

        @CacheAside(key = "#id")
        public Product find(long id) {
            return rows.apply(id);
        }

        @Invalidate(key = "#product.id")
        public void save(Product product) {
            // ...
        }
        // end::config[]

        private final LongFunction<Product> rows;

        Catalog(LongFunction<Product> rows) {
            this.rows = rows;
        }
    }

    // tag::generator[]
    static class TenantKeys { // the bean tenantKeys

        public List<?> of(Method method, @Nullable Object... arguments) {
            return List.of(Tenant.current(), method.getName(), Arrays.asList(arguments));
        }
    }

    static class Prices {

        @CacheAside(cache = "prices", key = "@tenantKeys.of(#root.method, #root.args)")
        public String of(long id, Locale locale) {
            return rows.apply(id) + " in " + locale;
        }
        // end::generator[]

        private final LongFunction<Product> rows;

        Prices(LongFunction<Product> rows) {
            this.rows = rows;
        }
    }

    static final class Tenant {

        private Tenant() {}

        static String current() {
            return Thread.currentThread().getName();
        }
    }
}
