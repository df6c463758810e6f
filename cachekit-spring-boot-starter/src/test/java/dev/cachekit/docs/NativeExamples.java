package dev.cachekit.docs;

import dev.cachekit.Cache;
import dev.cachekit.CacheKit;
import java.util.Optional;
import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;

/** What a native image is told by the application. */
final class NativeExamples {

    private NativeExamples() {}

    record Profile(String name) {}

    // tag::binding[]
    @RegisterReflectionForBinding(Profile.class) // on any bean
    static class Profiles {
        private final Cache<Long, Profile> cache;

        Profiles(CacheKit kit) {
            this.cache = kit.cache("profiles", Profile.class);
        }

        Optional<Profile> of(long user) {
            return cache.get(user);
        }
    }
    // end::binding[]
}
