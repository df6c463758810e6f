package dev.cachekit.spring.aop.selfcall;

/** What is known of a value: whether it is the object whose method runs. */
enum Receiver {
    /** It is, on every way here. */
    SELF,
    /** On some ways here. */
    PERHAPS_SELF,
    /** Nothing says so. */
    OTHER;

    Receiver or(Receiver other) {
        return this == other ? this : PERHAPS_SELF;
    }
}
