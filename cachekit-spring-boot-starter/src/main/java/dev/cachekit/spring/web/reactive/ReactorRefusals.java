package dev.cachekit.spring.web.reactive;

import dev.cachekit.RateLimitExceededException;
import dev.cachekit.spring.web.RefusalAdvice;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.HttpMessageWriter;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.result.view.ViewResolver;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/** Answers refusals where no advice does: in filters, in functional routes. */
public final class ReactorRefusals implements WebExceptionHandler, Ordered {

    /** Before the one of Spring Boot, which has -1. */
    private static final int ORDER = -2;

    private final RefusalAdvice advice;
    private final ServerResponse.Context context;

    /**
     * @param advice makes the answer
     * @param codecs write it
     */
    public ReactorRefusals(RefusalAdvice advice, ServerCodecConfigurer codecs) {
        this.advice = advice;
        this.context = new Writers(codecs.getWriters());
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        return failure instanceof RateLimitExceededException refusal
                        && !exchange.getResponse().isCommitted()
                ? answer(refusal, exchange)
                : Mono.error(failure);
    }

    private Mono<Void> answer(RateLimitExceededException refusal, ServerWebExchange exchange) {
        ResponseEntity<ProblemDetail> answer = advice.refused(refusal);
        ProblemDetail problem = answer.getBody();
        return ServerResponse.status(answer.getStatusCode())
                .headers(headers -> headers.addAll(answer.getHeaders()))
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .bodyValue(problem == null ? "" : problem)
                .flatMap(response -> response.writeTo(exchange, context));
    }

    private record Writers(List<HttpMessageWriter<?>> messageWriters) implements ServerResponse.Context {

        @Override
        public List<ViewResolver> viewResolvers() {
            return List.of();
        }
    }
}
