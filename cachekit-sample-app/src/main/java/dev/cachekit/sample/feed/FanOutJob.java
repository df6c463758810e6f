package dev.cachekit.sample.feed;

import dev.cachekit.sample.jobs.Job;
import dev.cachekit.sample.notification.NotificationKind;
import dev.cachekit.sample.notification.NotificationWriter;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells the followers of an author of a new post: however many there are, publishing takes no longer. */
@Component
public class FanOutJob implements Job<PostPublished> {

    /** A run that died after it had told them tells nobody twice. */
    private static final String NOT_TOLD = """
            select f.follower_id from follow f where f.followee_id = :author and not exists (
                select 1 from notification n where n.user_id = f.follower_id and n.post_id = :post and n.kind = 'POSTED')
            """;

    private final JdbcClient jdbc;
    private final NotificationWriter notifications;

    FanOutJob(JdbcClient jdbc, NotificationWriter notifications) {
        this.jdbc = jdbc;
        this.notifications = notifications;
    }

    @Override
    public String name() {
        return "fan-out";
    }

    @Override
    public Class<PostPublished> dataType() {
        return PostPublished.class;
    }

    @Override
    public void run(PostPublished post) {
        List<Long> followers = jdbc.sql(NOT_TOLD)
                .param("author", post.authorId())
                .param("post", post.postId())
                .query(Long.class)
                .list();
        notifications.tell(followers, NotificationKind.POSTED, post.authorId(), post.postId());
    }
}
