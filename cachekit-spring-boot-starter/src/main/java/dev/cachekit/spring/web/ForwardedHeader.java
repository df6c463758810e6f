package dev.cachekit.spring.web;

/** The header in which trusted proxies tell whom a request comes from. */
public enum ForwardedHeader {

    /**
     * Whichever of the two is there. If both are, one of them may come from a client past proxies that only know the other; so
     * they must tell of the same client, else the request counts for the nearest proxy.
     */
    EITHER,

    /** {@code X-Forwarded-For}; the other is not looked at. */
    X_FORWARDED_FOR,

    /** {@code Forwarded} (RFC 7239); the other is not looked at. */
    FORWARDED
}
