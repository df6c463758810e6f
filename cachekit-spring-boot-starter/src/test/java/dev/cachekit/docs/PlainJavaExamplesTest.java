package dev.cachekit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.Cache;
import dev.cachekit.CacheKit;
import dev.cachekit.docs.PlainJavaExamples.Isbn;
import dev.cachekit.docs.PlainJavaExamples.Reports;
import dev.cachekit.docs.PlainJavaExamples.User;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The examples do what their page says. */
class PlainJavaExamplesTest {

    private final CacheKit kit = CacheKit.builder().app("docs").build();

    @AfterEach
    void close() {
        kit.close();
    }

    @Test
    void loadsWithoutSpring() {
        assertThat(PlainJavaExamples.greeting(id -> new User(id, "Ada"))).isEqualTo("Hello Ada");
    }

    @Test
    void keepsValuesInThisProcess() {
        Cache<Long, User> users = PlainJavaExamples.keptInThisProcess(CacheKit.builder());
        users.get(1L, id -> new User(id, "Ada"));

        users.get(1L, id -> new User(id, "Bob"));

        assertThat(users.stats().nearHits()).isEqualTo(1);
    }

    @Test
    void removesByTag() {
        Cache<Long, User> users = kit.cache("users", User.class);

        PlainJavaExamples.moved(users, id -> new User(id, "Ada"));

        assertThat(users.exists(7L)).isFalse();
        assertThat(users.stats().puts()).isEqualTo(1);
    }

    @Test
    void readsManyKeysAtOnce() {
        assertThat(PlainJavaExamples.manyUsers(kit, List.of(1L, 2L)))
                .containsExactly(Map.entry(1L, new User(1, "Ada")), Map.entry(2L, new User(2, "user 2")));
    }

    @Test
    void readsGenericTypes() {
        assertThat(PlainJavaExamples.names(PlainJavaExamples.generic(kit))).containsExactly("Ada");
    }

    @Test
    void strategyMakesOneKeyOfItsParts() {
        Reports reports = new Reports(kit);

        assertThat(reports.of(7, YearMonth.of(2026, 11))).isEqualTo("report of 7 for 2026-11");
        assertThat(reports.getOrDefault("none", 7L, YearMonth.of(2026, 11))).isEqualTo("report of 7 for 2026-11");
        assertThat(reports.getOrDefault("none", 8L, YearMonth.of(2026, 11))).isEqualTo("none");
    }

    @Test
    void writesTheDatabaseThenTheCache() {
        Map<Long, User> database = new HashMap<>();

        PlainJavaExamples.rename(kit, new User(3, "Bob"), database);

        assertThat(database).containsEntry(3L, new User(3, "Bob"));
        assertThat(kit.cache("users", User.class).get(3L)).contains(new User(3, "Bob"));
    }

    @Test
    void makesOneCallOutOfMany() {
        YearMonth may = YearMonth.of(2026, 5);

        assertThat(PlainJavaExamples.report(kit, may, PlainJavaExamples.Report::new))
                .isEqualTo(new PlainJavaExamples.Report(may));
    }

    @Test
    void keyFunctionAppliesToItsCacheOnly() {
        PlainJavaExamples.IsbnKeys keys = new PlainJavaExamples.IsbnKeys();

        assertThat(keys.keyText(new Isbn("9780132350884"))).isEqualTo("9780132350884");
        assertThat(keys.appliesTo("users")).isFalse();
    }
}
