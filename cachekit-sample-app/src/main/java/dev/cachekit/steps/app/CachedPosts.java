package dev.cachekit.steps.app;

import dev.cachekit.annotation.CacheAside;
import org.springframework.transaction.annotation.Transactional;

/** What a reader sees is cached, with those whom the reader follows as its tags. */
class CachedPosts implements Posts {

    private final Rows rows;

    CachedPosts(Rows rows) {
        this.rows = rows;
    }

    // tag::newest[]
    @Override
    @CacheAside(cache = "newest", key = "#reader", tags = "#result.followed")
    public Newest newest(long reader) {
        return rows.newest(reader);
    }
    // end::newest[]

    @Override
    @Transactional
    public void post(long author, String body) {
        rows.post(author, body);
    }
}
