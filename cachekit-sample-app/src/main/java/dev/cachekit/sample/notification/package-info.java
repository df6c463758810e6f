/** What users are told about others. */
@NullMarked
package dev.cachekit.sample.notification;

import org.jspecify.annotations.NullMarked;
