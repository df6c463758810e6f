/** A database that knows one number per row, which only grows. It runs in a process of its own. */
@NullMarked
package dev.cachekit.torture.database;

import org.jspecify.annotations.NullMarked;
