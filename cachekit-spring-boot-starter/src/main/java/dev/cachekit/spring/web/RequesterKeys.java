package dev.cachekit.spring.web;

import dev.cachekit.InvalidConfigurationException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads from requests what limits may count for. Safe for use by many threads. */
public final class RequesterKeys {

    private static final int DIGEST_BYTES = 16;

    private final ClientAddresses addresses;

    private RequesterKeys(ClientAddresses addresses) {
        this.addresses = addresses;
    }

    /**
     * Makes one that believes some proxies.
     *
     * @param where the place of their list in the configuration
     * @param trustedProxies addresses or networks
     * @param header where they tell whom a request comes from
     * @return reads requests
     * @throws InvalidConfigurationException if one of them is neither
     */
    public static RequesterKeys trusting(String where, List<String> trustedProxies, ForwardedHeader header) {
        return new RequesterKeys(new ClientAddresses(
                trustedProxies.stream().map(text -> network(where, text)).toList(), header));
    }

    private static Network network(String where, String text) {
        try {
            return Network.of(text.trim());
        } catch (IllegalArgumentException unreadable) {
            throw new InvalidConfigurationException(
                    where,
                    text,
                    "every proxy must be an address or a network: " + unreadable.getMessage(),
                    "write for example 10.0.0.0/8; names are not looked up");
        }
    }

    /**
     * Returns the address a request comes from.
     *
     * @param request the request
     * @return an address, or the /64 network of an IPv6 address; {@code unknown} if there is none
     */
    public String clientIp(Requester request) {
        return addresses.of(request);
    }

    /**
     * Returns who is logged in.
     *
     * @param request the request
     * @return {@code user:} and the name, or {@code ip:} and the address of a request without a user
     */
    public String principal(Requester request) {
        return orAddress("user:", request.user(), request);
    }

    /**
     * Returns what stands for the first value of a header.
     *
     * @param request the request
     * @param name the header's name
     * @return {@code header:} and a digest of the value, or {@code ip:} and the address of a request without that header
     */
    public String header(Requester request, String name) {
        String value = request.headers(name).stream().findFirst().orElse(null);
        return orAddress("header:", value == null ? null : digest(value), request);
    }

    /** The value may be a secret, and as long as a client likes; it must not stand in the names of keys. */
    private static String digest(String value) {
        try {
            byte[] all = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(all, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** What a request lacks is replaced by its address, so that nobody gets around a limit by leaving it out. */
    private String orAddress(String kind, @Nullable String value, Requester request) {
        return value == null ? "ip:" + clientIp(request) : kind + value;
    }
}
