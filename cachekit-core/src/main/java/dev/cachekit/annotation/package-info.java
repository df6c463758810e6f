/**
 * The annotations that declare caching, rate limits, locks and shared calls on methods, and their enums.
 *
 * <p>They hold text and plain values only: no Spring type appears here, so a domain module can carry them without
 * depending on Spring. They do nothing by themselves; the Spring Boot starter reads and validates them once, at start-up,
 * and stops the start on an annotation it could not honour.
 *
 * <p>Rules that hold for all of them:
 *
 * <ul>
 *   <li><b>Durations</b> are text: {@code "30s"}, {@code "5m"}, {@code "PT5M"}, {@code "${feed.ttl}"}, and
 *       {@code "forever"} where no expiry is allowed.
 *   <li><b>Expressions</b> ({@code key}, {@code keys}, {@code condition}, {@code unless}, {@code tags}, {@code cost},
 *       {@code version}, {@code entry}) are in the Spring Expression Language over the parameters ({@code #userId},
 *       {@code #p0}, {@code #a0}), {@code #result}, {@code #root.method}, {@code #root.target} and beans
 *       ({@code @bean}); <code>${...}</code> placeholders are resolved first.
 *   <li><b>Empty means inherited</b>: an attribute left at its default takes the value configured for that cache,
 *       limiter or lock, then that of its profile, then the built-in one. Two annotations that give one cache different
 *       values stop the start. Configuration always wins over the annotation.
 *   <li><b>Composition</b>: all of them may be placed on an annotation of your own, on an interface or on a superclass.
 * </ul>
 */
@NullMarked
package dev.cachekit.annotation;

import org.jspecify.annotations.NullMarked;
