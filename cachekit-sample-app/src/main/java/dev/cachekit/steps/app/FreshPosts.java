package dev.cachekit.steps.app;

import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import org.springframework.transaction.annotation.Transactional;

/** A post removes what its author's followers have in the cache, however many they are. */
class FreshPosts implements Posts {

    private final Rows rows;

    FreshPosts(Rows rows) {
        this.rows = rows;
    }

    @Override
    @CacheAside(cache = "newest", key = "#reader", tags = "#result.followed")
    public Newest newest(long reader) {
        return rows.newest(reader);
    }

    // tag::post[]
    @Override
    @Transactional
    @Invalidate(cache = "newest", tags = "#author")
    public void post(long author, String body) {
        rows.post(author, body);
    }
    // end::post[]
}
