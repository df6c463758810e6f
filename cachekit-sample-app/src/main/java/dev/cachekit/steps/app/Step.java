package dev.cachekit.steps.app;

/** How far the application has grown. Each stage has all that those before it have. */
public enum Step {
    /** No cache. */
    PLAIN("No cache", PlainPeople.class, PlainPosts.class, Names.ONE_BY_ONE),

    /** {@code @CacheAside} on the card of a user. */
    CACHED_CARDS("`@CacheAside` on what is read", CachedPeople.class, PlainPosts.class, Names.ONE_BY_ONE),

    /** {@code @Invalidate} on what changes a card. */
    FRESH_CARDS("`@Invalidate` on what changes it", FreshPeople.class, PlainPosts.class, Names.ONE_BY_ONE),

    /** {@code @WriteThrough} in its place. */
    WRITTEN_CARDS("`@WriteThrough` in its place", WrittenPeople.class, PlainPosts.class, Names.ONE_BY_ONE),

    /** {@code @CacheAside} with {@code keys}. */
    CARDS_TOGETHER("`@CacheAside` for many keys", BatchPeople.class, PlainPosts.class, Names.TOGETHER),

    /** {@code @CacheAside} on the newest posts. */
    CACHED_POSTS("`@CacheAside` on what many read at once", BatchPeople.class, CachedPosts.class, Names.TOGETHER),

    /** {@code @Invalidate} by tag on what writes a post. */
    FRESH_POSTS("`@Invalidate` by tag", BatchPeople.class, FreshPosts.class, Names.TOGETHER),

    /** {@code near = NearCache.ON}. */
    NEAR_CARDS("`near = NearCache.ON`", NearPeople.class, FreshPosts.class, Names.TOGETHER);

    private final String title;
    private final Class<? extends People> people;
    private final Class<? extends Posts> posts;
    private final Names names;

    Step(String title, Class<? extends People> people, Class<? extends Posts> posts, Names names) {
        this.title = title;
        this.people = people;
        this.posts = posts;
        this.names = names;
    }

    /** What is new, as the page says it. */
    public String title() {
        return title;
    }

    /** The beans of the application at this stage. */
    public Class<?>[] beans() {
        return new Class<?>[] {Rows.class, people, posts};
    }

    /** How a page looks up who has written its posts. */
    public Names names() {
        return names;
    }

    /** The stage before this one. */
    public Step before() {
        return values()[ordinal() - 1];
    }
}
