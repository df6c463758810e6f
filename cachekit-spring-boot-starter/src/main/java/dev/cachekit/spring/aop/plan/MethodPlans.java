package dev.cachekit.spring.aop.plan;

import dev.cachekit.operation.CacheAsideOperation;
import dev.cachekit.spring.aop.annotated.AnnotatedClasses;
import dev.cachekit.spring.aop.annotated.AnnotatedMethod;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The layers around each annotated method, put together once per method and bean class. Safe for use by many threads. */
public final class MethodPlans {

    private static final Layer NOTHING = Call::proceed;

    private final AnnotatedClasses classes;
    private final Supplier<PlanParts> parts;
    private final Map<Class<?>, Map<Method, Layer>> called = new ConcurrentHashMap<>();
    private final Map<AnnotatedMethod, MethodPlan> plans = new ConcurrentHashMap<>();

    /**
     * Begins without plans.
     *
     * @param classes reads the annotations
     * @param parts gives what plans are made with; asked when the first plan is made
     */
    public MethodPlans(AnnotatedClasses classes, Supplier<PlanParts> parts) {
        this.classes = classes;
        this.parts = parts;
    }

    /**
     * Returns the layers around a method.
     *
     * @param method the method called, perhaps an interface's
     * @param beanClass the class of the bean
     * @return the outermost layer; of a method without annotations the method itself
     */
    public Layer layers(Method method, Class<?> beanClass) {
        Map<Method, Layer> ofClass = called.get(beanClass);
        Layer layers = ofClass == null ? null : ofClass.get(method);
        return layers != null ? layers : prepare(method, beanClass);
    }

    /**
     * Plans methods and checks them against each other.
     *
     * @param methods all annotated methods of the application
     * @throws dev.cachekit.InvalidConfigurationException if an annotation cannot be honoured
     */
    public void planAll(Collection<AnnotatedMethod> methods) {
        List<MethodPlan> all = methods.stream()
                .sorted(Comparator.comparing(MethodPlans::isRead).reversed().thenComparing(AnnotatedMethod::toString))
                .map(this::plan)
                .toList();
        new PlanAudit(all, parts.get().engine().regions()).check();
    }

    /** Reads first: they tell the types of values that writes may leave open. */
    private static boolean isRead(AnnotatedMethod method) {
        return method.operations(CacheAsideOperation.class).findAny().isPresent();
    }

    private Layer prepare(Method method, Class<?> beanClass) {
        AnnotatedMethod annotated = classes.of(beanClass).find(AnnotatedClasses.running(method, beanClass));
        Layer layers = annotated == null ? NOTHING : plan(annotated).layers();
        called.computeIfAbsent(beanClass, same -> new ConcurrentHashMap<>()).put(method, layers);
        return layers;
    }

    private MethodPlan plan(AnnotatedMethod annotated) {
        MethodPlan known = plans.get(annotated);
        if (known == null) {
            known = PlanBuilder.plan(parts.get(), annotated);
            plans.putIfAbsent(annotated, known);
        }
        return known;
    }
}
