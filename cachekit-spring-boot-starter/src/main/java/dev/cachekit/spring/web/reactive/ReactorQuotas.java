package dev.cachekit.spring.web.reactive;

import dev.cachekit.limit.Admission;
import dev.cachekit.spring.web.ShownQuotas;
import org.springframework.web.server.ServerWebExchange;

/** Shows what limits are left with in the response to the request that they counted. */
final class ReactorQuotas {

    private ReactorQuotas() {}

    static void show(Admission admission, ServerWebExchange exchange) {
        ShownQuotas shown =
                exchange.getAttribute(ShownQuotas.ATTRIBUTE) instanceof ShownQuotas before ? before : new ShownQuotas();
        exchange.getAttributes().put(ShownQuotas.ATTRIBUTE, shown);
        if (!exchange.getResponse().isCommitted()) {
            shown.show(admission, exchange.getResponse().getHeaders()::set);
        }
    }
}
