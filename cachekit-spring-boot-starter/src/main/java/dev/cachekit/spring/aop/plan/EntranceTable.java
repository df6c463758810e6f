package dev.cachekit.spring.aop.plan;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Entrances by the identity of method and bean class, which takes less time than comparing methods. Proxies show the same
 * method object in each call, so each pair has one place; pairs beyond a bound are left out. Safe for use by many threads.
 */
final class EntranceTable {

    static final int MOST = 4_096;

    private record Place(Method method, Class<?> beanClass, Entrance entrance) {

        @SuppressWarnings("ReferenceEquality") // the whole point of it
        boolean isOf(Method called, Class<?> of) {
            return method == called && beanClass == of;
        }
    }

    private final Lock adding = new ReentrantLock();
    private int count;

    /** At most half full, so that each search ends. Never changed, but replaced. */
    private volatile @Nullable Place[] places = new Place[16];

    /** Returns null if the pair is not known. */
    @Nullable
    Entrance find(Method method, Class<?> beanClass) {
        @Nullable Place[] now = places;
        for (int i = hash(method, beanClass); ; i++) {
            Place place = now[i & now.length - 1];
            if (place == null) {
                return null;
            }
            if (place.isOf(method, beanClass)) {
                return place.entrance();
            }
        }
    }

    void add(Method method, Class<?> beanClass, Entrance entrance) {
        adding.lock();
        try {
            if (count < MOST && find(method, beanClass) == null) {
                places = with(new Place(method, beanClass, entrance));
                count++;
            }
        } finally {
            adding.unlock();
        }
    }

    private @Nullable Place[] with(Place added) {
        @Nullable Place[] before = places;
        boolean full = 2 * (count + 1) > before.length;
        @Nullable Place[] after = full ? new Place[2 * before.length] : before.clone();
        if (full) {
            Arrays.stream(before).filter(place -> place != null).forEach(place -> put(place, after));
        }
        put(added, after);
        return after;
    }

    private static void put(Place place, @Nullable Place[] into) {
        int i = hash(place.method(), place.beanClass());
        while (into[i & into.length - 1] != null) {
            i++;
        }
        into[i & into.length - 1] = place;
    }

    private static int hash(Method method, Class<?> beanClass) {
        int hash = (31 * System.identityHashCode(method) + System.identityHashCode(beanClass)) * 0x9E3779B9;
        return hash ^ hash >>> 16;
    }
}
