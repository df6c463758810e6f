package dev.cachekit.sample.seed;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The rows of the seed: the same at every start, but for the times, which end now. They bring their numbers along; the
 * tables number what is inserted later from 1,000,001 on.
 */
@Component
class SeedRows {

    static final int USERS = 1_000;
    static final int ADMIN = USERS + 1;
    static final int POSTS = 50_000;
    static final int FOLLOWS_PER_USER = 20;
    static final int CONVERSATIONS = 2_000;
    static final int MESSAGES = 20_000;
    private static final int LIKED_POSTS = 500;
    private static final int MOST_LIKES = 12;

    private static final long RANDOM_SEED = 2026L;
    private static final int BATCH = 1_000;

    private final JdbcTemplate jdbc;
    private final Clock clock;

    SeedRows(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void insertAll() {
        Random random = new Random(RANDOM_SEED);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        users();
        follows(random);
        posts(random, now);
        conversations(random, now);
        admin(now);
        likes(now);
    }

    /** With dice of their own, too: likes of the newest posts, the number of each post saved. */
    private void likes(Instant now) {
        Random random = new Random(RANDOM_SEED);
        List<Object[]> rows = new ArrayList<>();
        for (int id = POSTS - LIKED_POSTS + 1; id <= POSTS; id++) {
            for (int user : others(random, 0, random.nextInt(MOST_LIKES + 1))) {
                rows.add(new Object[] {id, user, before(now, POSTS - id, 50)});
            }
        }
        insert(
                "insert into reaction (post_id, user_id, liked, counted, changed_at) values (?, ?, true, true, ?)",
                rows);
        jdbc.update(
                "update post set like_count = (select count(*) from reaction where post_id = post.id) where id > ?",
                POSTS - LIKED_POSTS);
    }

    /** Comes last and rolls no dice, so that the others are who they were without one. */
    private void admin(Instant now) {
        int conversation = CONVERSATIONS + 1;
        jdbc.update("insert into app_user (id, handle, display_name, bio) values (?, 'admin', 'Ash Admin', '')", ADMIN);
        jdbc.update("insert into follow (follower_id, followee_id) select ?, id from app_user where id <= 20", ADMIN);
        jdbc.update(
                "insert into conversation (id, title, last_message_at) values (?, 'Operations', ?)",
                conversation,
                before(now, 0, 0));
        memberRow(conversation, 1);
        memberRow(conversation, ADMIN);
        jdbc.update(
                "insert into message (id, conversation_id, sender_id, body, sent_at) values (?, ?, ?, 'All is well.', ?)",
                MESSAGES + 1,
                conversation,
                ADMIN,
                before(now, 0, 0));
    }

    private void memberRow(int conversation, int member) {
        jdbc.update("insert into conversation_member (conversation_id, user_id) values (?, ?)", conversation, member);
    }

    private void users() {
        List<Object[]> rows = new ArrayList<>();
        for (int id = 1; id <= USERS; id++) {
            rows.add(new Object[] {id, "user" + id, SeedText.name(id), "Here since day " + id + "."});
        }
        insert("insert into app_user (id, handle, display_name, bio) values (?, ?, ?, ?)", rows);
    }

    private void follows(Random random) {
        List<Object[]> rows = new ArrayList<>();
        for (int follower = 1; follower <= USERS; follower++) {
            for (int followee : others(random, follower, FOLLOWS_PER_USER)) {
                rows.add(new Object[] {follower, followee});
            }
        }
        insert("insert into follow (follower_id, followee_id) values (?, ?)", rows);
    }

    private void posts(Random random, Instant now) {
        List<Object[]> rows = new ArrayList<>();
        for (int id = 1; id <= POSTS; id++) {
            int author = 1 + random.nextInt(USERS);
            rows.add(new Object[] {id, author, SeedText.post(random), before(now, POSTS - id, 50)});
        }
        insert("insert into post (id, author_id, body, created_at) values (?, ?, ?, ?)", rows);
    }

    private void conversations(Random random, Instant now) {
        List<int[]> members = new ArrayList<>();
        for (int id = 1; id <= CONVERSATIONS; id++) {
            // Every user is in at least one: the first thousand conversations begin with each user once.
            int first = 1 + (id - 1) % USERS;
            members.add(withFirst(first, others(random, first, 1 + random.nextInt(3))));
        }
        conversationRows(now);
        memberRows(members);
        messages(random, members, now);
    }

    private void conversationRows(Instant now) {
        List<Object[]> rows = new ArrayList<>();
        for (int id = 1; id <= CONVERSATIONS; id++) {
            rows.add(new Object[] {id, SeedText.title(id), before(now, CONVERSATIONS - id, 60)});
        }
        insert("insert into conversation (id, title, last_message_at) values (?, ?, ?)", rows);
    }

    private void memberRows(List<int[]> members) {
        List<Object[]> rows = new ArrayList<>();
        for (int id = 1; id <= CONVERSATIONS; id++) {
            for (int member : members.get(id - 1)) {
                rows.add(new Object[] {id, member});
            }
        }
        insert("insert into conversation_member (conversation_id, user_id) values (?, ?)", rows);
    }

    /** Each conversation's last message is as old as its {@code last_message_at} says. */
    private void messages(Random random, List<int[]> members, Instant now) {
        List<Object[]> rows = new ArrayList<>();
        for (int id = 1; id <= MESSAGES; id++) {
            int conversation = 1 + (id - 1) % CONVERSATIONS;
            int[] writers = members.get(conversation - 1);
            int sender = writers[random.nextInt(writers.length)];
            rows.add(new Object[] {id, conversation, sender, SeedText.message(random), before(now, MESSAGES - id, 60)});
        }
        insert("insert into message (id, conversation_id, sender_id, body, sent_at) values (?, ?, ?, ?, ?)", rows);
    }

    private void insert(String sql, List<Object[]> rows) {
        jdbc.batchUpdate(sql, rows, BATCH, (statement, row) -> {
            for (int column = 0; column < row.length; column++) {
                statement.setObject(column + 1, row[column]);
            }
        });
    }

    private static Iterable<Integer> others(Random random, int self, int count) {
        TreeSet<Integer> others = new TreeSet<>();
        while (others.size() < count) {
            int other = 1 + random.nextInt(USERS);
            if (other != self) {
                others.add(other);
            }
        }
        return others;
    }

    private static int[] withFirst(int first, Iterable<Integer> others) {
        List<Integer> all = new ArrayList<>(List.of(first));
        others.forEach(all::add);
        return all.stream().mapToInt(Integer::intValue).toArray();
    }

    private static OffsetDateTime before(Instant now, int steps, int stepSeconds) {
        return now.minusSeconds((long) steps * stepSeconds).atOffset(ZoneOffset.UTC);
    }
}
