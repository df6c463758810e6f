package dev.cachekit.spring.clinic;

import java.util.Collection;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

public interface VetRepository extends Repository<Vet, Integer> {

    @Transactional(readOnly = true)
    @Cacheable("vets")
    Collection<Vet> findAll();

    @Transactional
    @CacheEvict(cacheNames = "vets", allEntries = true)
    Vet save(Vet vet);
}
