package dev.cachekit.spring.web;

import java.util.Locale;

/** What of a request a limit counts for. */
@FunctionalInterface
interface RequestKey {

    /**
     * Returns the key of a request.
     *
     * @param request the request
     * @return the key; those of different kinds differ
     */
    String of(Requester request);

    /** Whether it depends on who is logged in; to ask for that may load a session. */
    default boolean asksForUser() {
        return false;
    }

    /**
     * Reads what is configured.
     *
     * @param text {@code client-ip}, {@code principal}, {@code header:<name>} or {@code none}
     * @param keys reads requests
     * @return how the key is made
     * @throws IllegalArgumentException if it is none of these
     */
    static RequestKey of(String text, RequesterKeys keys) {
        String header = "header:";
        if (text.startsWith(header) && text.length() > header.length()) {
            String name = text.substring(header.length());
            return request -> keys.header(request, name);
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "client-ip" -> keys::clientIp;
            case "principal" -> new OfUser(keys);
            case "none" -> request -> "";
            default -> throw new IllegalArgumentException("key is client-ip, principal, header:<name> or none");
        };
    }

    /**
     * Who is logged in.
     *
     * @param keys reads requests
     */
    record OfUser(RequesterKeys keys) implements RequestKey {

        @Override
        public String of(Requester request) {
            return keys.principal(request);
        }

        @Override
        public boolean asksForUser() {
            return true;
        }
    }
}
