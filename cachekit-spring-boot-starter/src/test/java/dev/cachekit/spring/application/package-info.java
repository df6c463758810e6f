/** An application as users write it: annotated services, the starter's auto-configuration, both backends. */
@NullMarked
package dev.cachekit.spring.application;

import org.jspecify.annotations.NullMarked;
