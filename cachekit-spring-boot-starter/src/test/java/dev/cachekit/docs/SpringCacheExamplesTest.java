package dev.cachekit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.docs.SpringCacheExamples.Vet;
import dev.cachekit.docs.SpringCacheExamples.VetTable;
import dev.cachekit.docs.SpringCacheExamples.Vets;
import dev.cachekit.spring.autoconfigure.CacheKitAutoConfiguration;
import dev.cachekit.spring.autoconfigure.CacheKitSpringCacheAutoConfiguration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Configuration;

class SpringCacheExamplesTest {

    @EnableCaching
    @Configuration(proxyBeanMethods = false)
    static class Caching {}

    private static final class Table implements VetTable {
        private final AtomicInteger reads = new AtomicInteger();

        @Override
        public List<Vet> all() {
            return List.of(new Vet(1, "read " + reads.incrementAndGet()));
        }

        @Override
        public void update(Vet vet) {}
    }

    @Test
    void vetsAreReadOnceUntilOneChanges() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        CacheKitAutoConfiguration.class, CacheKitSpringCacheAutoConfiguration.class))
                .withPropertyValues("cachekit.backend=in-process")
                .withUserConfiguration(Caching.class)
                .withBean(VetTable.class, Table::new)
                .withBean(Vets.class)
                .run(context -> {
                    Vets vets = context.getBean(Vets.class);
                    assertThat(vets.all()).isEqualTo(vets.all()).containsExactly(new Vet(1, "read 1"));
                    vets.update(new Vet(1, "changed"));
                    assertThat(vets.all()).containsExactly(new Vet(1, "read 2"));
                });
    }
}
