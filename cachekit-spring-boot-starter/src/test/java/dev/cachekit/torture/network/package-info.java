/** A network that can be broken: TCP proxies between a process and a server. */
@NullMarked
package dev.cachekit.torture.network;

import org.jspecify.annotations.NullMarked;
