@NullMarked
package dev.cachekit.strategy;

import org.jspecify.annotations.NullMarked;
