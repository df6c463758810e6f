package dev.cachekit.spring.aop.shapes;

import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the methods do, whatever their shape.
 *
 * @param run does it: the operation, the row
 * @param threads where it is done, if the method goes on elsewhere
 */
public record Work(BiFunction<String, Long, @Nullable String> run, Executor threads) {

    @Nullable
    String run(String operation, long id) {
        return run.apply(operation, id);
    }
}
