/** Methods of beans that listen to topics: found when all beans are there, told while the application runs. */
@NullMarked
package dev.cachekit.spring.topic;

import org.jspecify.annotations.NullMarked;
