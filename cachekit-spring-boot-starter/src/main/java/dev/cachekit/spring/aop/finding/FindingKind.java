package dev.cachekit.spring.aop.finding;

/** What a finding is about. */
public enum FindingKind {
    /** An annotated method is called past the proxy. */
    SELF_INVOCATION(false),
    /** Some of what fills a cache gives tags. */
    TAGS_ON_SOME(false),
    /** A tag is invalidated that no method gives. */
    TAG_GIVEN_NOWHERE(false),
    /** A cache keeps its values for long and nothing removes them. */
    NEVER_INVALIDATED(true),
    /** A cache is invalidated that no annotated method fills. */
    NEVER_FILLED(true),
    /** What is stored under a key that nobody can read. */
    KEY_NEVER_READ(false),
    /** Values live much longer than the profile of their cache says. */
    TTL_ABOVE_PROFILE(false),
    /** A rule of the configuration matches no method. */
    RULE_WITHOUT_METHOD(false),
    /** An operation of a rule loses against an annotation. */
    RULE_OVERRIDDEN(false),
    /** Defaults of a class that none of its methods takes. */
    DEFAULTS_WITHOUT_METHOD(false),
    /** A full Redis evicts what must not be evicted, or nothing. */
    EVICTION_POLICY(false),
    /** Redis may use all memory of its machine. */
    NO_MEMORY_LIMIT(true),
    /** A primary acknowledges what is lost with it. */
    UNPROTECTED_WRITES(true),
    /** The clocks of Redis and of this machine differ. */
    CLOCKS_APART(false),
    /** Another application may use the same keys. */
    SHARED_PREFIX(false),
    /** Values of a cache never expire. */
    NO_EXPIRY(true),
    /** Loads take longer than their lease. */
    LOADS_OUTLAST_LEASE(true),
    /** Values do not come back as they were stored. */
    VALUE_CHANGED(false),
    /** Nobody has tried whether values come back as they were stored. */
    VALUES_NOT_TRIED(true);

    private final boolean notice;

    FindingKind(boolean notice) {
        this.notice = notice;
    }

    /**
     * Tells whether it may well be meant so.
     *
     * @return true for a notice, false for a warning
     */
    public boolean isNotice() {
        return notice;
    }
}
