package dev.cachekit.docs;

import dev.cachekit.CacheContext;
import dev.cachekit.RateLimitExceededException;
import dev.cachekit.annotation.Algorithm;
import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.annotation.Phase;
import dev.cachekit.annotation.RateLimited;
import dev.cachekit.annotation.SingleFlight;
import dev.cachekit.annotation.WriteThrough;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.transaction.annotation.Transactional;

/** Annotated methods that pages show. The database is left to the imagination. */
class AnnotationExamples {

    record Post(long id, long authorId, String text) {}

    record Profile(long id, String name, long version) {}

    record Token(String value, Instant expiresAt, String expiresIn) {}

    record Report(YearMonth month, long total) {}

    record Article(long id, long authorId, List<String> topics) {}

    interface Rows {
        List<Post> newestBy(long authorId);

        byte[] pages(long report);

        Optional<Profile> profile(long id);

        Map<Long, Profile> profiles(Collection<Long> ids);

        Post insert(Post post);

        Profile update(Profile profile);

        void deleteAuthor(long authorId);

        List<Long> followersOf(long authorId);

        Token tokenFor(String user);

        Report report(YearMonth month);

        Article article(long id);

        Article save(Article article);

        void renameAuthor(long authorId, String name);

        String answer(String question);

        String store(List<String> files);
    }

    // tag::overview[]
    static class Posts {
        private final Rows rows;

        Posts(Rows rows) {
            this.rows = rows;
        }

        @CacheAside(cache = "posts", key = "#authorId", ttl = "5m")
        public List<Post> by(long authorId) {
            return rows.newestBy(authorId); // called on a miss, once in the cluster
        }

        @Transactional
        @Invalidate(cache = "posts", key = "#post.authorId")
        public Post publish(Post post) {
            return rows.insert(post); // the key is removed after the commit
        }
    }
    // end::overview[]

    static class Profiles {
        private final Rows rows;

        Profiles(Rows rows) {
            this.rows = rows;
        }

        // tag::read[]
        @CacheAside(cache = "profiles", ttl = "10m", nullTtl = "1m")
        public Optional<Profile> byId(long id) {
            return rows.profile(id);
        }
        // end::read[]

        // tag::many[]
        @CacheAside(cache = "profiles", keys = "#ids", ttl = "10m", nullTtl = "1m")
        public Map<Long, Profile> byIds(Collection<Long> ids) {
            return rows.profiles(ids); // those that are missing in the cache
        }
        // end::many[]

        // tag::write[]
        @Transactional
        @WriteThrough(cache = "profiles", key = "#profile.id", version = "#result.version")
        public Profile rename(Profile profile) {
            return rows.update(profile); // the row as written, with its new version
        }
        // end::write[]
    }

    static class Tokens {
        private final Rows rows;

        Tokens(Rows rows) {
            this.rows = rows;
        }

        // tag::ttl-of-result[]
        @CacheAside(cache = "tokens", key = "#user", ttl = "#{#result.expiresIn}")
        public Token of(String user) {
            return rows.tokenFor(user); // lives as long as the token says, for example "50m"
        }
        // end::ttl-of-result[]
    }

    record Rates(String etag, List<String> all) {}

    record Answer(boolean notModified, Duration maxAge, Rates rates) {}

    interface Bank {
        Answer ask(String base, Optional<String> etag);
    }

    static class Decisions {
        private final Bank bank;

        Decisions(Bank bank) {
            this.bank = bank;
        }

        // tag::context[]
        @CacheAside(cache = "exchange", key = "#base", staleOnError = "1h")
        public Rates rates(String base, CacheContext context) {
            Optional<Rates> old = context.staleValue();
            Answer answer = bank.ask(base, old.map(Rates::etag));
            if (answer.notModified()) {
                return context.notModified(); // the old value, with a new lifetime
            }
            context.ttl(answer.maxAge());
            return answer.rates();
        }
        // end::context[]
    }

    static class Conditions {
        private final Rows rows;

        Conditions(Rows rows) {
            this.rows = rows;
        }

        // tag::condition[]
        @CacheAside(cache = "posts", key = "#authorId", condition = "#authorId > 0", unless = "#result.isEmpty()")
        public List<Post> by(long authorId) {
            return rows.newestBy(authorId);
        }
        // end::condition[]
    }

    static class Removals {
        private final Rows rows;

        Removals(Rows rows) {
            this.rows = rows;
        }

        // tag::invalidate[]
        @Transactional
        @Invalidate(cache = "posts", key = "#authorId")
        @Invalidate(cache = "feeds", keys = "@follows.followersOf(#authorId)")
        public void remove(long authorId) {
            rows.deleteAuthor(authorId);
        }
        // end::invalidate[]

        // tag::invalidate-more[]
        @Invalidate(cache = "feeds", pattern = "user:*") // keys whose text matches
        @Invalidate(cache = "posts", all = true) // the whole cache
        public void importFinished() {}

        @Invalidate(cache = "reports", key = "#month", phase = Phase.BEFORE, notifyTopic = "reports.changed")
        public void reopen(YearMonth month) {}
        // end::invalidate-more[]
    }

    static class Articles {
        private final Rows rows;

        Articles(Rows rows) {
            this.rows = rows;
        }

        // tag::tags[]
        @CacheAside(
                cache = "articles",
                tags = {"'author:' + #result.authorId", "#result.topics"})
        public Article byId(long id) {
            return rows.article(id); // one tag for its author, one for each of its topics
        }

        @Transactional
        @WriteThrough(
                cache = "articles",
                key = "#article.id",
                tags = {"'author:' + #result.authorId", "#result.topics"})
        public Article save(Article article) {
            return rows.save(article);
        }

        @Transactional
        @Invalidate(cache = "articles", tags = "'author:' + #authorId")
        public void renameAuthor(long authorId, String name) {
            rows.renameAuthor(authorId, name); // every article of the author is loaded anew
        }
        // end::tags[]
    }

    static class Reports {
        private final Rows rows;

        Reports(Rows rows) {
            this.rows = rows;
        }

        // tag::single-flight[]
        @SingleFlight(key = "#month", maxWait = "5s")
        public Report build(YearMonth month) {
            return rows.report(month); // 50 callers in 3 processes: one call
        }
        // end::single-flight[]
    }

    static class Answers {
        private final Rows rows;

        Answers(Rows rows) {
            this.rows = rows;
        }

        // tag::rate-limit[]
        @RateLimited(name = "ask", key = "#user", permits = 10, per = "1s")
        @RateLimited(name = "ask", key = "#user", permits = 1000, per = "1h", algorithm = Algorithm.SLIDING_WINDOW)
        public String ask(String user, String question) {
            return rows.answer(question); // RateLimitExceededException, unless both bands have a permit left
        }
        // end::rate-limit[]

        // tag::rate-limit-options[]
        @RateLimited(
                name = "upload",
                key = "#user",
                permits = 100,
                per = "1m",
                cost = "#files.size()", // as many permits as files
                condition = "#user != 'admin'", // some are not counted at all
                maxWait = "2s", // reserve a place and wait for it
                fallback = "later")
        public String upload(String user, List<String> files) {
            return rows.store(files);
        }

        private String later(String user, List<String> files, RateLimitExceededException refusal) {
            return "come back in " + refusal.retryAfter().toSeconds() + " s";
        }
        // end::rate-limit-options[]
    }

    static class Exports {
        private final Rows rows;

        Exports(Rows rows) {
            this.rows = rows;
        }

        // tag::limit-by-client[]
        @RateLimited(name = "export", key = "@requestKeys.clientIp()", permits = 10, per = "1h")
        public byte[] export(long report) {
            return rows.pages(report); // each client ten times an hour, whatever service it comes through
        }
        // end::limit-by-client[]
    }
}
