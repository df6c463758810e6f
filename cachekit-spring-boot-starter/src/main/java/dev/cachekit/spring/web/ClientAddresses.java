package dev.cachekit.spring.web;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells from which address a request comes, as far as it can be believed: only what trusted proxies say about others counts.
 * Safe for use by many threads.
 *
 * <p>Whoever has an IPv6 address has a whole network of them, so those of one /64 are one client.
 */
final class ClientAddresses {

    private static final int CLIENT_NETWORK = 64;

    private final List<Network> trusted;

    /**
     * @param trusted the proxies whose word counts; without any nobody's does
     */
    ClientAddresses(List<Network> trusted) {
        this.trusted = List.copyOf(trusted);
    }

    /**
     * Returns the client of a request. Every proxy adds the address it was called from at the end of the header; so the last
     * one that is no proxy of ours is the client, and what stands before it could be invented.
     *
     * @param remote the address at the other end of the connection; null if it is not known
     * @param forwardedFor the values of {@code X-Forwarded-For}, in order
     * @return an address, or the network of an IPv6 address; {@code unknown} if there is none
     */
    String of(@Nullable String remote, List<String> forwardedFor) {
        InetAddress client = parsed(remote);
        if (client == null) {
            return remote == null || remote.isEmpty() ? "unknown" : remote;
        }
        List<String> path = hops(forwardedFor);
        for (int i = path.size() - 1; i >= 0 && isTrusted(client); i--) {
            InetAddress before = parsed(path.get(i));
            if (before == null) {
                break;
            }
            client = before;
        }
        return text(client);
    }

    private static List<String> hops(List<String> forwardedFor) {
        List<String> hops = new ArrayList<>();
        for (String value : forwardedFor) {
            for (String hop : value.split(",", -1)) {
                hops.add(hop.trim());
            }
        }
        return hops;
    }

    private boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(network -> network.contains(address));
    }

    private static String text(InetAddress address) {
        return address.getAddress().length == 4
                ? address.getHostAddress()
                : Network.containing(address, CLIENT_NETWORK).toString();
    }

    /** Some proxies add the port. */
    private static @Nullable InetAddress parsed(@Nullable String text) {
        if (text == null) {
            return null;
        }
        int bracket = text.indexOf(']');
        boolean ipv4WithPort =
                text.indexOf('.') > 0 && text.indexOf(':') == text.lastIndexOf(':') && text.indexOf(':') > 0;
        String bare = bracket > 0 ? text.substring(0, bracket + 1) : text;
        try {
            return Network.address(ipv4WithPort ? text.substring(0, text.indexOf(':')) : bare);
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }
}
