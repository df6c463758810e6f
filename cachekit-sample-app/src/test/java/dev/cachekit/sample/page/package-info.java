/** The sample's page, in browsers on two nodes. */
@NullMarked
package dev.cachekit.sample.page;

import org.jspecify.annotations.NullMarked;
