package dev.cachekit.spring.web.reactive;

import dev.cachekit.RateLimitExceededException;
import dev.cachekit.spring.web.RefusalAdvice;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.HttpMessageWriter;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.result.view.ViewResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Answers refusals before any controller is found, as the advice would after. */
public final class ReactorRefusals {

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

    Mono<Void> answer(RateLimitExceededException refusal, ServerWebExchange exchange) {
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
