/** Rate limits in a servlet application. */
@NullMarked
package dev.cachekit.spring.web.servlet;

import org.jspecify.annotations.NullMarked;
