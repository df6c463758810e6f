package dev.cachekit.spring.web.servlet;

import dev.cachekit.spring.web.RequesterKeys;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Keys for limits, from the request that this thread works on; for expressions, as in {@code key = "@requestKeys.clientIp()"}.
 * Safe for use by many threads. Outside a request every method throws {@link IllegalStateException}.
 */
public final class ServletRequestKeys {

    private final RequesterKeys keys;

    /**
     * @param keys reads requests
     */
    public ServletRequestKeys(RequesterKeys keys) {
        this.keys = keys;
    }

    /**
     * Returns the address the request comes from.
     *
     * @return an address, or the /64 network of an IPv6 address; {@code unknown} if there is none
     */
    public String clientIp() {
        return keys.clientIp(requester());
    }

    /**
     * Returns who is logged in.
     *
     * @return {@code user:} and the name, or {@code ip:} and the address of a request without a user
     */
    public String principal() {
        return keys.principal(requester());
    }

    /**
     * Returns what stands for the first value of a header.
     *
     * @param name the header's name
     * @return {@code header:} and a digest of the value, or {@code ip:} and the address of a request without that header
     */
    public String header(String name) {
        return keys.header(requester(), name);
    }

    private static ServletRequester requester() {
        RequestAttributes attributes = RequestContextHolder.getRequestAttributes();
        if (attributes instanceof ServletRequestAttributes servlet) {
            return new ServletRequester(servlet.getRequest());
        }
        throw new IllegalStateException(
                "requestKeys: this thread works on no web request; use another key for calls that"
                        + " come from elsewhere, or a condition");
    }
}
