package dev.cachekit.docs;

import java.util.List;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;

/** Spring's own annotations, as the page of Spring's caches shows them. */
class SpringCacheExamples {

    record Vet(long id, String name) {}

    interface VetTable {
        List<Vet> all();

        void update(Vet vet);
    }

    static class Vets {
        private final VetTable table;

        Vets(VetTable table) {
            this.table = table;
        }

        // tag::vets[]
        @Cacheable(cacheNames = "vets", sync = true)
        public List<Vet> all() {
            return table.all();
        }

        @CacheEvict(cacheNames = "vets", allEntries = true)
        public void update(Vet vet) {
            table.update(vet);
        }
        // end::vets[]
    }
}
