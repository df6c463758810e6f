package dev.cachekit.test.shop;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** What slices find above them. */
@SpringBootApplication
class ShopApplication {}
