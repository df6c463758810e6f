package dev.cachekit.spring.aop.plan;

import dev.cachekit.CacheKitException;
import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.annotation.FlightScope;
import dev.cachekit.flight.FlightBook;
import dev.cachekit.flight.FlightTerms;
import dev.cachekit.flight.FlightValues;
import dev.cachekit.key.KeyText;
import dev.cachekit.operation.SingleFlightOperation;
import java.lang.reflect.Type;

/**
 * Plans {@code @SingleFlight}.
 *
 * @param site the method
 */
record SingleFlightPlan(PlanSite site) implements LayerPlan {

    private static final String REMEDY = "declare a concrete type, or set scope = LOCAL";

    @Override
    public Layer around(Layer inner) {
        return LayerPlan.each(site.method().operations(SingleFlightOperation.class), inner, this::layer);
    }

    private Layer layer(SingleFlightOperation operation, Layer inner) {
        MethodExpressions expressions = site.expressions(operation.where());
        OneKey key = expressions.keyBefore(operation.key());
        expressions.checkTypes(key.partTypes());
        FlightBook book = site.engine().flightBook();
        FlightTerms terms = book.terms(operation.name(), operation.scope(), operation.maxWait(), values(operation));
        book.claim(operation.name(), content().getTypeName(), operation.where());
        return new SingleFlightLayer(
                terms, key, KeyText.at(operation.where()), site.engine().singleFlights(), inner);
    }

    /** A type that other processes could not read stops the start on every backend, or it would stop that of production. */
    private FlightValues values(SingleFlightOperation operation) {
        if (operation.scope() == FlightScope.LOCAL || site.shape().content().isNothing()) {
            return FlightValues.NOTHING;
        }
        return values(operation.where(), content());
    }

    private Type content() {
        return ValueType.of(site.shape().resultType(), site.method().beanClass());
    }

    private FlightValues values(String where, Type type) {
        try {
            return site.engine().flightBook().values(type);
        } catch (InvalidConfigurationException wrong) {
            throw new InvalidConfigurationException(where, wrong.value(), wrong.rule(), REMEDY);
        } catch (CacheKitException unreadable) {
            throw new InvalidConfigurationException(
                    where,
                    type.getTypeName(),
                    "values must be readable as declared: " + unreadable.getMessage(),
                    REMEDY);
        }
    }
}
