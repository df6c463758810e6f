package dev.cachekit.spring.aop.plan;

import dev.cachekit.NotAvailableYetException;
import dev.cachekit.annotation.FlightScope;
import dev.cachekit.key.KeyText;
import dev.cachekit.operation.SingleFlightOperation;

/**
 * Plans {@code @SingleFlight}.
 *
 * @param site the method
 */
record SingleFlightPlan(PlanSite site) implements LayerPlan {

    @Override
    public Layer around(Layer inner) {
        return LayerPlan.each(site.method().operations(SingleFlightOperation.class), inner, this::layer);
    }

    private Layer layer(SingleFlightOperation operation, Layer inner) {
        if (operation.scope() == FlightScope.CLUSTER && site.engine().backend().isShared()) {
            throw new NotAvailableYetException(operation.where(), "scope = CLUSTER", "set scope = LOCAL");
        }
        MethodExpressions expressions = site.expressions(operation.where());
        OneKey key = expressions.keyBefore(operation.key());
        expressions.checkTypes(key.partTypes());
        return new SingleFlightLayer(
                operation, key, KeyText.at(operation.where()), site.engine().singleFlights(), inner);
    }
}
