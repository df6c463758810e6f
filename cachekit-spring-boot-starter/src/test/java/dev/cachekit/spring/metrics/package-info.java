@NullMarked
package dev.cachekit.spring.metrics;

import org.jspecify.annotations.NullMarked;
