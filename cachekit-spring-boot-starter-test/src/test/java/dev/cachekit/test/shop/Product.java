package dev.cachekit.test.shop;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** A row. */
@Entity
class Product {

    @Id
    private long id;

    private String name = "";

    Product() {}

    Product(long id, String name) {
        this.id = id;
        this.name = name;
    }

    long id() {
        return id;
    }

    String name() {
        return name;
    }
}
