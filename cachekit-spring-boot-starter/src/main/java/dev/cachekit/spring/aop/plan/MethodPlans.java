package dev.cachekit.spring.aop.plan;

import dev.cachekit.operation.CacheAsideOperation;
import dev.cachekit.spring.aop.annotated.AnnotatedClasses;
import dev.cachekit.spring.aop.annotated.AnnotatedMethod;
import dev.cachekit.spring.aop.finding.Findings;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The layers around each annotated method, put together once per method and bean class. Safe for use by many threads. */
public final class MethodPlans {

    private final AnnotatedClasses classes;
    private final Supplier<PlanParts> parts;
    private final EntranceTable quick = new EntranceTable();
    private final Map<Class<?>, Map<Method, Entrance>> called = new ConcurrentHashMap<>();
    private final Map<AnnotatedMethod, MethodPlan> plans = new ConcurrentHashMap<>();
    private volatile List<MethodPlan> planned = List.of();

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
     * Returns where calls of a method enter.
     *
     * @param method the method called, perhaps an interface's
     * @param beanClass the class of the bean
     * @return the entrance; open if the method has no annotations
     */
    public Entrance entrance(Method method, Class<?> beanClass) {
        Entrance entrance = quick.find(method, beanClass);
        return entrance != null ? entrance : search(method, beanClass);
    }

    /**
     * Plans methods and checks them against each other.
     *
     * @param methods all annotated methods of the application
     * @param findings is told of what is no mistake, but hardly meant
     * @throws dev.cachekit.InvalidConfigurationException if an annotation cannot be honoured
     */
    public void planAll(Collection<AnnotatedMethod> methods, Findings findings) {
        List<MethodPlan> all = methods.stream()
                .sorted(Comparator.comparing(MethodPlans::isRead).reversed().thenComparing(AnnotatedMethod::toString))
                .map(this::plan)
                .toList();
        new PlanAudit(all, parts.get(), findings).check();
        planned = all;
        report().tell();
    }

    /**
     * Returns what is planned.
     *
     * @return nothing until the singletons of the application are there
     */
    public PlanReport report() {
        return new PlanReport(parts.get().engine(), planned);
    }

    /** Reads first: they tell the types of values that writes may leave open. */
    private static boolean isRead(AnnotatedMethod method) {
        return method.operations(CacheAsideOperation.class).findAny().isPresent();
    }

    private Entrance search(Method method, Class<?> beanClass) {
        Map<Method, Entrance> ofClass = called.get(beanClass);
        Entrance known = ofClass == null ? null : ofClass.get(method);
        Entrance entrance = known != null ? known : prepare(method, beanClass);
        quick.add(method, beanClass, entrance);
        return entrance;
    }

    private Entrance prepare(Method method, Class<?> beanClass) {
        AnnotatedMethod annotated = classes.of(beanClass).find(AnnotatedClasses.running(method, beanClass));
        Entrance entrance = annotated == null ? Entrance.OPEN : plan(annotated).entrance();
        called.computeIfAbsent(beanClass, same -> new ConcurrentHashMap<>()).put(method, entrance);
        return entrance;
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
