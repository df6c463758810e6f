/**
 * Removals from caches that are written to the application's own database, in the transaction of the change they belong
 * to. Whoever finds one whose writer has died does it in its place.
 */
@NullMarked
package dev.cachekit.spring.outbox;

import org.jspecify.annotations.NullMarked;
