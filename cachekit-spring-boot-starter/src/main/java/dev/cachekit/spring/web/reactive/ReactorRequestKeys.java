package dev.cachekit.spring.web.reactive;

import dev.cachekit.spring.web.RequesterKeys;
import org.springframework.web.server.ServerWebExchange;

/**
 * Keys for limits, from the exchange that a method is given; for expressions, as in
 * {@code key = "@requestKeys.clientIp(#exchange)"}. Safe for use by many threads. Who is logged in is asked for by a parameter
 * of type {@link java.security.Principal}.
 */
public final class ReactorRequestKeys {

    private final RequesterKeys keys;

    /**
     * @param keys reads requests
     */
    public ReactorRequestKeys(RequesterKeys keys) {
        this.keys = keys;
    }

    /**
     * Returns the address a request comes from.
     *
     * @param exchange the request
     * @return an address, or the /64 network of an IPv6 address; {@code unknown} if there is none
     */
    public String clientIp(ServerWebExchange exchange) {
        return keys.clientIp(new ExchangeRequester(exchange.getRequest(), null));
    }

    /**
     * Returns what stands for the first value of a header.
     *
     * @param exchange the request
     * @param name the header's name
     * @return {@code header:} and a digest of the value, or {@code ip:} and the address of a request without that header
     */
    public String header(ServerWebExchange exchange, String name) {
        return keys.header(new ExchangeRequester(exchange.getRequest(), null), name);
    }
}
