/** What the processes of a torture test write down, and the rules that it must obey. */
@NullMarked
package dev.cachekit.torture.history;

import org.jspecify.annotations.NullMarked;
