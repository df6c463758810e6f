package dev.cachekit.sample.seed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.sample.SampleTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@SampleTest
class SeedTest {

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Seed seed;

    @ParameterizedTest
    @CsvSource({
        "app_user where id <= 1000000, 1001",
        "post where id <= 1000000, 50000",
        "conversation where id <= 1000000, 2001",
        "message where id <= 1000000, 20001",
        "'account where role = ''USER''', 1000",
        "'account where role = ''ADMIN''', 1"
    })
    void seedHasEnoughDataToMatter(String rows, long expected) {
        assertThat(count(rows)).isEqualTo(expected);
    }

    @Test
    void everyUserFollowsAndHasAConversation() {
        assertThat(count("app_user u where not exists (select 1 from follow f where f.follower_id = u.id)"))
                .isZero();
        assertThat(count("app_user u where not exists (select 1 from conversation_member m where m.user_id = u.id)"))
                .isZero();
    }

    @Test
    void onlyMembersHaveWritten() {
        assertThat(count("""
                                message x where not exists (select 1 from conversation_member m
                                where m.conversation_id = x.conversation_id and m.user_id = x.sender_id)
                                """)).isZero();
    }

    @Test
    void seedIsTheSameAtEveryStart() {
        assertThat(jdbc.sql("select author_id from post where id in (1, 2, 3) order by id")
                        .query(Integer.class)
                        .list())
                .containsExactly(774, 170, 19);
    }

    @Test
    void databaseWithUsersIsLeftAlone() {
        long before = count("app_user");
        seed.afterSingletonsInstantiated();

        assertThat(count("app_user")).isEqualTo(before);
    }

    private long count(String rows) {
        return jdbc.sql("select count(*) from " + rows).query(Long.class).single();
    }
}
