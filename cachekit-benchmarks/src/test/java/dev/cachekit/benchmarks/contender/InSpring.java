package dev.cachekit.benchmarks.contender;

import org.springframework.context.ApplicationContext;

/** A system that is an application of its own. */
public interface InSpring {

    /** The application. */
    ApplicationContext context();
}
