package dev.cachekit.spring.autoconfigure;

/** Writes an address as it stands in a URL. */
final class HostAndPort {

    private HostAndPort() {}

    /** An address of IP version 6 is told from its port by brackets. */
    static String of(String host, Object port) {
        boolean bare = host.indexOf(':') >= 0 && !host.startsWith("[");
        return (bare ? "[" + host + "]" : host) + ":" + port;
    }
}
