/** The people who post, follow and chat. */
@NullMarked
package dev.cachekit.sample.profile;

import org.jspecify.annotations.NullMarked;
