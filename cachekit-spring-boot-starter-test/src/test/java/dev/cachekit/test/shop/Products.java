package dev.cachekit.test.shop;

import dev.cachekit.annotation.CacheAside;
import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Repository;

/** Reads rows. */
@Repository
class Products {

    private final EntityManager entities;

    Products(EntityManager entities) {
        this.entities = entities;
    }

    @CacheAside(cache = "names", ttl = "1h")
    public String name(long id) {
        Product found = entities.find(Product.class, id);
        return found == null ? "nothing" : found.name();
    }
}
