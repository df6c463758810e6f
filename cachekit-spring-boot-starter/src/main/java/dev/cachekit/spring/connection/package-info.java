/** Where Redis is, told by whoever started it: Testcontainers, Docker Compose, or a bean of the application. */
@NullMarked
package dev.cachekit.spring.connection;

import org.jspecify.annotations.NullMarked;
