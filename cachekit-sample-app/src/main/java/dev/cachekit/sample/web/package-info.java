/** Problem details for everything a client can get wrong. */
@NullMarked
package dev.cachekit.sample.web;

import org.jspecify.annotations.NullMarked;
