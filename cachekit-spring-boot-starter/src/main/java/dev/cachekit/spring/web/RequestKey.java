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
            case "principal" -> keys::principal;
            case "none" -> request -> "";
            default -> throw new IllegalArgumentException("key is client-ip, principal, header:<name> or none");
        };
    }
}
