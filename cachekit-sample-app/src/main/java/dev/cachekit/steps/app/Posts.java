package dev.cachekit.steps.app;

import java.util.List;

/** What people write. Safe for use by many threads. */
public interface Posts {

    /** A post never changes. */
    record Post(long id, long authorId, String body) {}

    /**
     * What a reader sees at home.
     *
     * @param followed whom the reader follows
     * @param posts their newest posts, the newest first
     */
    record Newest(List<Long> followed, List<Post> posts) {}

    /** The newest posts of those whom a reader follows. */
    Newest newest(long reader);

    /** Writes a post. */
    void post(long author, String body);
}
