@NullMarked
package dev.cachekit.spring.web;

import org.jspecify.annotations.NullMarked;
