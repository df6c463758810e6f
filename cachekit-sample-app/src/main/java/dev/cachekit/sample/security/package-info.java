/** Who may do what: people sign in by a form and have a session, programs send their password along. */
@NullMarked
package dev.cachekit.sample.security;

import org.jspecify.annotations.NullMarked;
