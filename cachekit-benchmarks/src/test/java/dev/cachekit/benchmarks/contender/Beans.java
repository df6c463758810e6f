package dev.cachekit.benchmarks.contender;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * A catalog that is a bean of an application of its own.
 *
 * @param context the application
 * @param bean the catalog
 * @param end drops what the system started
 */
record Beans(AnnotationConfigApplicationContext context, Catalog bean, Runnable end) implements Catalog, InSpring {

    /** Calls go to the bean itself: nothing may stand before its proxy. */
    static Beans of(AnnotationConfigApplicationContext context, Runnable end) {
        return new Beans(context, context.getBean(Catalog.class), end);
    }

    @Override
    public Product find(Long id) {
        return bean.find(id);
    }

    @Override
    public Product find(String tenant, Long id) {
        return bean.find(tenant, id);
    }

    @Override
    public void changed(Long id) {
        bean.changed(id);
    }

    @Override
    public void close() {
        context.close();
        end.run();
    }
}
