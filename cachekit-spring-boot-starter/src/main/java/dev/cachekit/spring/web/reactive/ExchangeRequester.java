package dev.cachekit.spring.web.reactive;

import dev.cachekit.spring.web.Requester;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Who sends a request.
 *
 * @param request the request
 * @param user who is logged in; null without a user
 */
record ExchangeRequester(
        ServerHttpRequest request, @Nullable String user) implements Requester {

    @Override
    public @Nullable String remoteAddress() {
        InetSocketAddress remote = request.getRemoteAddress();
        return remote == null || remote.getAddress() == null
                ? null
                : remote.getAddress().getHostAddress();
    }

    @Override
    public List<String> headers(String name) {
        return request.getHeaders().getOrEmpty(name);
    }
}
