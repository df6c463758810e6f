package dev.cachekit.spring.autoconfigure;

import dev.cachekit.spi.ContextCarrier;
import java.util.List;
import org.springframework.core.task.TaskDecorator;

/**
 * Takes along what the application's own executors take along: its task decorators.
 *
 * @param decorators the decorators, the first innermost
 */
record TaskContext(List<TaskDecorator> decorators) implements ContextCarrier {

    TaskContext {
        decorators = List.copyOf(decorators);
    }

    @Override
    public Runnable carry(Runnable task) {
        Runnable decorated = task;
        for (TaskDecorator decorator : decorators) {
            decorated = decorator.decorate(decorated);
        }
        return decorated;
    }
}
