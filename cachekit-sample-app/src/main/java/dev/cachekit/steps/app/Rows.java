package dev.cachekit.steps.app;

import dev.cachekit.steps.app.People.Card;
import dev.cachekit.steps.app.Posts.Newest;
import dev.cachekit.steps.app.Posts.Post;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statements, which are the same in all steps. */
public class Rows {

    private static final String CARDS = "select id, handle, display_name from app_user where id in (:ids)";
    private static final String FOLLOWED = "select followee_id from follow where follower_id = :reader order by 1";
    private static final String NEWEST = """
            select id, author_id, body from post where author_id in (:authors)
            order by id desc fetch first 20 rows only
            """;

    private final JdbcClient jdbc;

    Rows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Card card(long id) {
        return jdbc.sql(CARDS).param("ids", id).query(Card.class).single();
    }

    Map<Long, Card> cards(Collection<Long> ids) {
        return jdbc.sql(CARDS).param("ids", ids).query(Card.class).list().stream()
                .collect(Collectors.toMap(Card::id, Function.identity()));
    }

    Card rename(long id, String displayName) {
        jdbc.sql("update app_user set display_name = :name where id = :id")
                .param("name", displayName)
                .param("id", id)
                .update();
        return card(id);
    }

    Newest newest(long reader) {
        List<Long> followed =
                jdbc.sql(FOLLOWED).param("reader", reader).query(Long.class).list();
        return new Newest(
                followed,
                jdbc.sql(NEWEST).param("authors", followed).query(Post.class).list());
    }

    void post(long author, String body) {
        jdbc.sql("insert into post (author_id, body, created_at) values (:author, :body, current_timestamp)")
                .param("author", author)
                .param("body", body)
                .update();
    }
}
