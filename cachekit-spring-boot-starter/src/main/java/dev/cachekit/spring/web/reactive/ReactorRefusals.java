package dev.cachekit.spring.web.reactive;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.RateLimitExceededException;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.web.reactive.DispatchExceptionHandler;
import org.springframework.web.reactive.HandlerResult;
import org.springframework.web.reactive.HandlerResultHandler;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/** Answers refusals in filters, where no advice does, as those of a controller are: by advice. */
public final class ReactorRefusals implements WebExceptionHandler, Ordered {

    /** Before the one of Spring Boot, which has -1. */
    private static final int ORDER = -2;

    private final List<DispatchExceptionHandler> advised;
    private final List<HandlerResultHandler> writers;

    /**
     * @param advised know all advice
     * @param writers write what advice returns, the first that can
     */
    public ReactorRefusals(List<DispatchExceptionHandler> advised, List<HandlerResultHandler> writers) {
        this.advised = List.copyOf(advised);
        this.writers = List.copyOf(writers);
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        boolean ours = failure instanceof RateLimitExceededException || failure instanceof BackendUnavailableException;
        return ours && !exchange.getResponse().isCommitted() ? answer(exchange, failure) : Mono.error(failure);
    }

    /** Advice that does not know the failure leaves it as it is. */
    private Mono<Void> answer(ServerWebExchange exchange, Throwable failure) {
        Mono<HandlerResult> result = Mono.error(failure);
        for (DispatchExceptionHandler handler : advised) {
            result = result.onErrorResume(still -> handler.handleError(exchange, still));
        }
        return result.flatMap(answer -> write(exchange, answer));
    }

    private Mono<Void> write(ServerWebExchange exchange, HandlerResult answer) {
        return writers.stream()
                .filter(writer -> writer.supports(answer))
                .findFirst()
                .map(writer -> writer.handleResult(exchange, answer))
                .orElseGet(() -> Mono.error(new IllegalStateException("nothing writes " + answer.getReturnType())));
    }
}
