package dev.cachekit.spring.aop.plan;

import dev.cachekit.call.Caller;
import dev.cachekit.call.Outcome;
import dev.cachekit.flight.FlightTerms;
import dev.cachekit.flight.SingleFlights;
import dev.cachekit.key.KeyText;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code @SingleFlight}.
 *
 * @param terms what is agreed for all calls
 * @param key makes the key
 * @param texts makes its text
 * @param flights the calls under way
 * @param inner what is called once
 */
record SingleFlightLayer(FlightTerms terms, OneKey key, KeyText texts, SingleFlights flights, Layer inner)
        implements Layer {

    @Override
    public @Nullable Object call(Call call) throws Throwable {
        String keyText = texts.ofParts(Arrays.asList(key.parts(call, null)));
        Leading leading = new Leading(inner, call);
        try {
            return Outcome.of(flights.run(terms, keyText, leading, Caller.BLOCKING));
        } catch (Throwable failure) {
            throw leading.failure != null ? leading.failure : failure;
        }
    }

    /** The call, if this caller leads it. Keeps what the method threw, before stages unwrapped it. */
    private static final class Leading implements Supplier<CompletionStage<Object>> {

        private final Layer inner;
        private final Call call;
        private @Nullable Throwable failure;

        Leading(Layer inner, Call call) {
            this.inner = inner;
            this.call = call;
        }

        @Override
        public CompletionStage<Object> get() {
            try {
                return CompletableFuture.completedFuture(inner.call(call));
            } catch (Throwable thrown) { // a user's Error must reach every waiting caller as well
                failure = thrown;
                return CompletableFuture.failedFuture(thrown);
            }
        }
    }
}
