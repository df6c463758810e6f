package dev.cachekit.inprocess;

import com.github.benmanes.caffeine.cache.Expiry;
import dev.cachekit.spi.EntryKey;

/** Lets the cache forget a cell when it ends. The cache's ticker is the {@link ElapsedTime} of the cells. */
final class CellExpiry implements Expiry<EntryKey, Cell> {

    @Override
    public long expireAfterCreate(EntryKey key, Cell cell, long now) {
        return Math.max(0, cell.ends() - now);
    }

    @Override
    public long expireAfterUpdate(EntryKey key, Cell cell, long now, long remaining) {
        return expireAfterCreate(key, cell, now);
    }

    @Override
    public long expireAfterRead(EntryKey key, Cell cell, long now, long remaining) {
        return remaining;
    }
}
