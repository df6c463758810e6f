package dev.cachekit.spring.aop.plan;

import dev.cachekit.operation.Operation;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Plans what the annotations of one kind do around a method. */
interface LayerPlan {

    /**
     * Puts the layers of this kind around those within.
     *
     * @param inner what they stand around
     * @return the outermost; what was given if the method does not ask for this kind
     */
    Layer around(Layer inner);

    /** Puts one layer for each operation around the others, the first innermost. */
    static <O extends Operation> Layer each(Stream<O> operations, Layer inner, BiFunction<O, Layer, Layer> layer) {
        Layer outermost = inner;
        for (O operation : operations.toList()) {
            outermost = layer.apply(operation, outermost);
        }
        return outermost;
    }
}
