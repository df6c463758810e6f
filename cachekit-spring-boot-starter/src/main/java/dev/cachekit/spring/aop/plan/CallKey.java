package dev.cachekit.spring.aop.plan;

import dev.cachekit.spi.EntryKey;
import org.jspecify.annotations.Nullable;

/**
 * The key of a read: made by its expression, or remembered from an earlier call.
 *
 * @param key how it is made
 * @param texts makes its text
 * @param memory what is remembered; null if it is made anew for each call
 */
record CallKey(OneKey key, KeyTexts texts, @Nullable KeyMemory memory) {

    EntryKey of(Call call) {
        EntryKey known = memory == null ? null : memory.find(call.arguments());
        return known != null ? known : made(call);
    }

    private EntryKey made(Call call) {
        EntryKey made = texts.key(key.parts(call, null));
        if (memory != null) {
            memory.keep(call.arguments(), made);
        }
        return made;
    }
}
