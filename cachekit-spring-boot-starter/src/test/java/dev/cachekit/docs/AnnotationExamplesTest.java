package dev.cachekit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.docs.AnnotationExamples.Article;
import dev.cachekit.docs.AnnotationExamples.Articles;
import dev.cachekit.docs.AnnotationExamples.Conditions;
import dev.cachekit.docs.AnnotationExamples.Post;
import dev.cachekit.docs.AnnotationExamples.Posts;
import dev.cachekit.docs.AnnotationExamples.Profiles;
import dev.cachekit.docs.AnnotationExamples.Removals;
import dev.cachekit.docs.AnnotationExamples.Reports;
import dev.cachekit.docs.AnnotationExamples.Rows;
import dev.cachekit.docs.AnnotationExamples.Tokens;
import dev.cachekit.spring.autoconfigure.CacheKitAutoConfiguration;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The annotated examples start together, and the first one does what the README says. */
class AnnotationExamplesTest {

    private final List<String> calls = new ArrayList<>();
    private final Rows rows = (Rows) Proxy.newProxyInstance(
            Rows.class.getClassLoader(), new Class<?>[] {Rows.class}, (proxy, method, arguments) -> {
                if (method.getDeclaringClass() == Object.class) {
                    return method.invoke(this, arguments);
                }
                calls.add(method.getName());
                return switch (method.getName()) {
                    case "newestBy" -> List.of();
                    case "article" -> new Article((Long) arguments[0], 3, List.of("sea"));
                    default -> arguments[0];
                };
            });
    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(CacheKitAutoConfiguration.class))
            .withPropertyValues("cachekit.backend=in-process")
            .withBean("follows", Follows.class, Follows::new)
            .withBean(Rows.class, () -> rows)
            .withBean(Posts.class)
            .withBean(Profiles.class)
            .withBean(Tokens.class)
            .withBean(Conditions.class)
            .withBean(Removals.class)
            .withBean(Articles.class)
            .withBean(Reports.class);

    /** What an example calls by name. */
    record Follows() {

        List<Long> followersOf(long authorId) {
            return List.of(authorId);
        }
    }

    @Test
    void startTogether() {
        context.run(started -> assertThat(started).hasNotFailed());
    }

    @Test
    void loadOnceUntilInvalidated() {
        context.run(started -> {
            Posts posts = started.getBean(Posts.class);

            posts.by(7);
            posts.by(7);
            posts.publish(new Post(1, 7, "Hello"));
            posts.by(7);

            assertThat(calls).containsExactly("newestBy", "insert", "newestBy");
        });
    }

    @Test
    void invalidateWhatCarriesATag() {
        context.run(started -> {
            Articles articles = started.getBean(Articles.class);

            articles.byId(7);
            articles.save(new Article(8, 4, List.of("sea")));
            articles.renameAuthor(3, "Ada");
            articles.byId(7);
            articles.byId(8);

            assertThat(calls).containsExactly("article", "save", "renameAuthor", "article");
        });
    }
}
