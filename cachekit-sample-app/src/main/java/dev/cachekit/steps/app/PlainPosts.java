package dev.cachekit.steps.app;

import org.springframework.transaction.annotation.Transactional;

/** Without a cache. */
class PlainPosts implements Posts {

    private final Rows rows;

    PlainPosts(Rows rows) {
        this.rows = rows;
    }

    // tag::newest[]
    @Override
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
