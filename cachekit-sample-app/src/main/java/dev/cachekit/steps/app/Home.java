package dev.cachekit.steps.app;

import dev.cachekit.steps.app.People.Card;
import dev.cachekit.steps.app.Posts.Post;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The page that a reader sees at home, the same in all steps.
 *
 * @param people who people are
 * @param posts what they write
 * @param names how the page looks up who has written its posts
 */
public record Home(People people, Posts posts, Names names) {

    /** A post with its author. */
    public record Line(Post post, Card author) {}

    /** The newest posts of those whom the reader follows, the newest first. */
    // tag::page[]
    public List<Line> page(long reader) {
        List<Post> newest = posts.newest(reader).posts();
        Map<Long, Card> authors =
                names.of(newest.stream().map(Post::authorId).distinct().toList(), people);
        return newest.stream()
                .map(post -> new Line(post, Objects.requireNonNull(authors.get(post.authorId()))))
                .toList();
    }
    // end::page[]
}
