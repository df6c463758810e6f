package dev.cachekit.steps;

import java.util.List;
import java.util.stream.LongStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows that all is measured with, the same each time: readers who follow, and those whom they follow, who write. */
final class Village {

    static final int READERS = 100;
    static final int WRITERS = 200;
    private static final int FOLLOWED = 20;
    private static final int POSTS_EACH = 5;

    private Village() {}

    static List<Long> readers(int most) {
        return LongStream.rangeClosed(1, most).boxed().toList();
    }

    static List<Long> writers() {
        return LongStream.range(0, WRITERS).map(Village::writer).boxed().toList();
    }

    /** One of those whom a reader follows; another one for each reader. */
    static long followedBy(long reader) {
        return followedBy(reader, 0);
    }

    private static long followedBy(long reader, int n) {
        return writer((reader * 7 + n * 13L) % WRITERS);
    }

    private static long writer(long number) {
        return READERS + 1 + number;
    }

    static void settle(JdbcClient jdbc) {
        jdbc.sql("insert into app_user (id, handle, display_name, bio)"
                        + " select x, 'user' || x, 'User ' || x, '' from system_range(1, :all)")
                .param("all", READERS + WRITERS)
                .update();
        for (int round = 0; round < POSTS_EACH; round++) {
            jdbc.sql("insert into post (id, author_id, body, created_at) select :round * :writers + x, :readers + x,"
                            + " 'Post ' || :round, current_timestamp from system_range(1, :writers)")
                    .param("round", round)
                    .param("writers", WRITERS)
                    .param("readers", READERS)
                    .update();
        }
        for (long reader : readers(READERS)) {
            for (int n = 0; n < FOLLOWED; n++) {
                jdbc.sql("insert into follow (follower_id, followee_id) values (:reader, :writer)")
                        .param("reader", reader)
                        .param("writer", followedBy(reader, n))
                        .update();
            }
        }
    }
}
