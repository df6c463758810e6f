package dev.cachekit.spring.web.reactive;

import dev.cachekit.call.Caller;
import dev.cachekit.spring.web.PathLimits;
import dev.cachekit.spring.web.PathLimits.Limit;
import dev.cachekit.spring.web.Requester;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Applies the limits of paths. No thread waits: not for the store, and not for permits. */
public final class ReactorRateLimitFilter implements WebFilter, Ordered {

    private final PathLimits limits;
    /** Not on threads of the store. */
    private final Caller caller = Caller.continuedOn(Schedulers.parallel()::schedule);

    private final int order;

    /**
     * @param limits what to apply
     * @param order where it stands
     */
    public ReactorRateLimitFilter(PathLimits limits, int order) {
        this.limits = limits;
        this.order = order;
    }

    @Override
    public int getOrder() {
        return order;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var applicable = limits.of(
                exchange.getRequest().getMethod().name(),
                exchange.getRequest().getPath().pathWithinApplication());
        if (applicable.isEmpty() || CorsUtils.isPreFlightRequest(exchange.getRequest())) {
            return chain.filter(exchange);
        }
        return requester(applicable, exchange)
                .flatMap(requester -> admitted(applicable, requester, exchange))
                .then(Mono.defer(() -> chain.filter(exchange)));
    }

    /** One after the other: whom the first refuses takes no permits of the second. */
    private Mono<Void> admitted(List<Limit> applicable, Requester requester, ServerWebExchange exchange) {
        Mono<Void> all = Mono.empty();
        for (Limit limit : applicable) {
            all = all.then(Mono.defer(() -> admit(limit, requester, exchange)));
        }
        return all;
    }

    private Mono<Void> admit(Limit limit, Requester requester, ServerWebExchange exchange) {
        return Mono.fromCompletionStage(() -> limit.take(requester, caller)).flatMap(admission -> {
            ReactorQuotas.show(admission, exchange);
            return admission.passes() ? Mono.empty() : Mono.error(admission.refusal());
        });
    }

    private static Mono<Requester> requester(List<Limit> applicable, ServerWebExchange exchange) {
        if (applicable.stream().noneMatch(Limit::asksForUser)) {
            return Mono.just(new ExchangeRequester(exchange.getRequest(), null));
        }
        return exchange.getPrincipal()
                .map(Principal::getName)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .map(user -> new ExchangeRequester(exchange.getRequest(), user.orElse(null)));
    }
}
