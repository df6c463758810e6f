package dev.cachekit.spring.web.reactive;

import dev.cachekit.limit.Admission;
import dev.cachekit.spring.aop.AdmissionObserver;
import dev.cachekit.spring.web.ShownQuotas;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * Shows what limits are left with in the response to the request that they counted. Subscribers know the request they work on.
 * Safe for use by many threads.
 */
public final class ReactorQuotas implements AdmissionObserver, WebFilter, Ordered {

    /** Makes one. */
    public ReactorQuotas() {}

    /** Around all that may ask for permits. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    /** Several calls of one request may be decided at a time, and only who commits the response may touch its header. */
    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ShownQuotas shown = new ShownQuotas();
        HttpHeaders headers = exchange.getResponse().getHeaders();
        exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> shown.set(headers::set)));
        exchange.getAttributes().put(ShownQuotas.ATTRIBUTE, shown);
        return chain.filter(exchange).contextWrite(context -> context.put(ShownQuotas.class, shown));
    }

    /** Shows it in the response to the request that the subscriber works on, if there is one. */
    @Override
    public void onAdmission(Admission admission, @Nullable Object subscriber) {
        if (subscriber instanceof ContextView context) {
            context.<ShownQuotas>getOrEmpty(ShownQuotas.class).ifPresent(shown -> shown.add(admission));
        }
    }

    static void show(Admission admission, ServerWebExchange exchange) {
        ShownQuotas shown = exchange.getAttribute(ShownQuotas.ATTRIBUTE);
        if (shown != null) {
            shown.add(admission);
        }
    }
}
