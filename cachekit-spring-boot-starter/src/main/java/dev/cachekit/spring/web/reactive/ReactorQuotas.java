package dev.cachekit.spring.web.reactive;

import dev.cachekit.limit.Admission;
import dev.cachekit.spring.aop.AdmissionObserver;
import dev.cachekit.spring.web.ShownQuotas;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.reactive.ServerWebExchangeContextFilter;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/** Shows what limits are left with in the response to the request that they counted. Safe for use by many threads. */
public final class ReactorQuotas implements AdmissionObserver {

    /** Makes one. */
    public ReactorQuotas() {}

    /** Shows it in the response to the request that the subscriber works on, if there is one. */
    @Override
    public void onAdmission(Admission admission, @Nullable Object subscriber) {
        if (subscriber instanceof ContextView context) {
            ServerWebExchangeContextFilter.getExchange(context).ifPresent(exchange -> show(admission, exchange));
        }
    }

    static void show(Admission admission, ServerWebExchange exchange) {
        ShownQuotas shown = (ShownQuotas)
                exchange.getAttributes().computeIfAbsent(ShownQuotas.ATTRIBUTE, first -> setAtCommit(exchange));
        shown.add(admission);
    }

    /** Several calls of one request may be decided at a time, and only who commits may touch its header. */
    private static ShownQuotas setAtCommit(ServerWebExchange exchange) {
        ShownQuotas shown = new ShownQuotas();
        HttpHeaders headers = exchange.getResponse().getHeaders();
        exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> shown.set(headers::set)));
        return shown;
    }
}
