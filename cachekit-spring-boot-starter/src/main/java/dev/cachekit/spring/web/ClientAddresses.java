package dev.cachekit.spring.web;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
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
    private final ForwardedHeader header;

    /**
     * @param trusted the proxies whose word counts; without any nobody's does
     * @param header where they give it
     */
    ClientAddresses(List<Network> trusted, ForwardedHeader header) {
        this.trusted = List.copyOf(trusted);
        this.header = header;
    }

    /**
     * Returns the client of a request. Every proxy adds the address it was called from at the end of the header; so the last
     * one that is no proxy of ours is the client, and what stands before it could be invented.
     *
     * @param request the request
     * @return an address, or the network of an IPv6 address; {@code unknown} if there is none
     */
    String of(Requester request) {
        String remote = request.remoteAddress();
        InetAddress nearest = parsed(remote);
        if (nearest == null) {
            return remote == null || remote.isEmpty() ? "unknown" : remote;
        }
        return text(client(nearest, request));
    }

    private InetAddress client(InetAddress nearest, Requester request) {
        return switch (header) {
            case X_FORWARDED_FOR -> before(nearest, listed(request));
            case FORWARDED -> before(nearest, forwarded(request));
            case EITHER -> agreed(nearest, listed(request), forwarded(request));
        };
    }

    private static List<String> forwarded(Requester request) {
        return ForwardedField.hops(request.headers("Forwarded"));
    }

    private static List<String> listed(Requester request) {
        return request.headers("X-Forwarded-For").stream()
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .map(String::trim)
                .toList();
    }

    /** One of two headers may have come past proxies that only know the other. */
    private InetAddress agreed(InetAddress nearest, List<String> listed, List<String> forwarded) {
        if (listed.isEmpty() || forwarded.isEmpty()) {
            return before(nearest, listed.isEmpty() ? forwarded : listed);
        }
        InetAddress client = before(nearest, listed);
        return client.equals(before(nearest, forwarded)) ? client : nearest;
    }

    private InetAddress before(InetAddress nearest, List<String> path) {
        InetAddress client = nearest;
        for (int i = path.size() - 1; i >= 0 && isTrusted(client); i--) {
            InetAddress before = parsed(path.get(i));
            if (before == null) {
                break;
            }
            client = before;
        }
        return client;
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
