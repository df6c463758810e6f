package dev.cachekit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.docs.KeyExamples.Catalog;
import dev.cachekit.docs.KeyExamples.Prices;
import dev.cachekit.docs.KeyExamples.Product;
import dev.cachekit.docs.KeyExamples.SelfAware;
import dev.cachekit.docs.KeyExamples.TenantKeys;
import dev.cachekit.spring.autoconfigure.CacheKitAutoConfiguration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;

class KeyExamplesTest {

    private final AtomicInteger loads = new AtomicInteger();
    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(CacheKitAutoConfiguration.class))
            .withPropertyValues("cachekit.backend=in-process", "cachekit.self-invocation=fail")
            .withBean(AtomicInteger.class, () -> loads)
            .withUserConfiguration(Beans.class);

    static class Beans {

        @Bean
        LongFunction<Product> rows(AtomicInteger loads) {
            return id -> new Product(id, "load " + loads.incrementAndGet());
        }

        @Bean
        SelfAware selfAware(LongFunction<Product> rows, ObjectProvider<SelfAware> self) {
            return new SelfAware(rows, self);
        }

        @Bean
        Catalog catalog(LongFunction<Product> rows) {
            return new Catalog(rows);
        }

        @Bean
        TenantKeys tenantKeys() {
            return new TenantKeys();
        }

        @Bean
        Prices prices(LongFunction<Product> rows) {
            return new Prices(rows);
        }
    }

    @Test
    void aBeanThatAsksForItselfReadsItsCache() {
        context.run(started -> {
            SelfAware bean = started.getBean(SelfAware.class);
            bean.page(List.of(1L, 2L));
            bean.page(List.of(2L, 1L));
            assertThat(loads).hasValue(2);
        });
    }

    @Test
    void theMethodsOfAClassShareItsCache() {
        context.run(started -> {
            Catalog catalog = started.getBean(Catalog.class);
            Product first = catalog.find(1);
            assertThat(catalog.find(1)).isEqualTo(first);
            catalog.save(first);
            assertThat(catalog.find(1)).isNotEqualTo(first);
        });
    }

    @Test
    void aBeanMakesTheKeys() {
        context.run(started -> {
            Prices prices = started.getBean(Prices.class);
            assertThat(prices.of(1, Locale.UK)).isEqualTo(prices.of(1, Locale.UK));
            assertThat(prices.of(1, Locale.US)).isNotEqualTo(prices.of(1, Locale.UK));
            assertThat(loads).hasValue(2);
        });
    }
}
