/**
 * A home feed that grows by one annotation at a time. Each class is one stage of its part; {@link dev.cachekit.steps.app.Step}
 * puts them together.
 */
@NullMarked
package dev.cachekit.steps.app;

import org.jspecify.annotations.NullMarked;
