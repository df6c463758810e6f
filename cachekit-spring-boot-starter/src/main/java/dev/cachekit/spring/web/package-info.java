/** Rate limits as a web application shows them: who is limited, what a refusal looks like, what the headers tell. */
@NullMarked
package dev.cachekit.spring.web;

import org.jspecify.annotations.NullMarked;
