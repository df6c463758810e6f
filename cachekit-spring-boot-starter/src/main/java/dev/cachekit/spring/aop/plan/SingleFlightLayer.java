package dev.cachekit.spring.aop.plan;

import dev.cachekit.flight.FlightTerms;
import dev.cachekit.flight.SingleFlights;
import dev.cachekit.key.KeyText;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;

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
    public CompletionStage<Object> call(Call call) {
        String keyText = texts.ofParts(Arrays.asList(key.parts(call, null)));
        return flights.run(terms, keyText, () -> inner.call(call), call.waits().before());
    }
}
