package dev.cachekit.sample;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;

/** Servers that a context starts with, and ends after all of its beans. */
final class ServersOfContext {

    private ServersOfContext() {}

    /** To be called before the context has any bean: what is registered first ends last. */
    static void end(ConfigurableApplicationContext context, AutoCloseable server) {
        ((DefaultListableBeanFactory) context.getBeanFactory())
                .registerDisposableBean("server" + System.identityHashCode(server), server::close);
    }
}
