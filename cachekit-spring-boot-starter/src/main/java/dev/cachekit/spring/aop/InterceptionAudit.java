package dev.cachekit.spring.aop;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.spring.aop.annotated.AnnotatedClass;
import dev.cachekit.spring.aop.annotated.AnnotatedClasses;
import dev.cachekit.spring.aop.annotated.AnnotatedMethod;
import dev.cachekit.spring.aop.finding.Finding;
import dev.cachekit.spring.aop.finding.FindingKind;
import dev.cachekit.spring.aop.finding.Findings;
import dev.cachekit.spring.aop.plan.MethodPlans;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.scope.ScopedObject;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** Checks, when all singletons are there, that no annotation is without effect and that all fit together. Makes no bean. */
final class InterceptionAudit implements SmartInitializingSingleton {

    private final ConfigurableListableBeanFactory beans;
    private final AnnotatedClasses classes;
    private final AnnotatedBeans annotated;
    private final MethodPlans plans;
    private final AppliedRules rules;
    private final SelfInvocationAudit selfInvocation;
    private final Findings findings;

    InterceptionAudit(
            ConfigurableListableBeanFactory beans,
            AnnotatedBeans annotated,
            MethodPlans plans,
            AppliedRules rules,
            SelfInvocationAudit selfInvocation,
            Findings findings) {
        this.beans = beans;
        this.classes = annotated.classes();
        this.annotated = annotated;
        this.plans = plans;
        this.rules = rules;
        this.selfInvocation = selfInvocation;
        this.findings = findings;
    }

    @Override
    public void afterSingletonsInstantiated() {
        Map<Class<?>, AnnotatedClass> types = new LinkedHashMap<>();
        for (String name : beans.getBeanDefinitionNames()) {
            AnnotatedClass type = inspected(name);
            if (type != null) {
                types.put(type.type(), type);
            }
        }
        types.values().forEach(this::tellOfIdleDefaults);
        Set<AnnotatedMethod> methods = new LinkedHashSet<>();
        types.values().forEach(type -> methods.addAll(type.methods().values()));
        rules.found(classes.applied(methods), findings);
        if (!methods.isEmpty()) {
            annotated.check();
            plans.planAll(methods, findings);
            types.values().forEach(selfInvocation::check);
        }
    }

    private void tellOfIdleDefaults(AnnotatedClass type) {
        if (!type.idleDefaults().isEmpty()) {
            findings.add(new Finding(
                    FindingKind.DEFAULTS_WITHOUT_METHOD,
                    type.idleDefaults(),
                    "defaults should hold for a method, but none of the class carries @CacheAside, @WriteThrough or"
                            + " @Invalidate; annotate a method or remove the defaults"));
        }
    }

    /** A bean that is there counts by its class, another by what its definition declares. */
    private @Nullable AnnotatedClass inspected(String name) {
        Object bean = beans.containsSingleton(name) && !beans.isFactoryBean(name) ? beans.getSingleton(name) : null;
        if (bean == null) {
            return annotated.declared(name);
        }
        if (bean instanceof ScopedObject) {
            return null; // its target is a bean of its own
        }
        AnnotatedClass type = classes.of(AopProxyUtils.ultimateTargetClass(bean));
        type.methods().values().forEach(method -> requireInterception(name, bean, method));
        return type;
    }

    private static void requireInterception(String name, Object bean, AnnotatedMethod method) {
        if (proxies(bean).noneMatch(InterceptionAudit::hasAdvisor)) {
            throw refused(
                    method,
                    "bean " + name + " without a proxy",
                    "do not inject it into a BeanPostProcessor or another early bean, and leave proxies on");
        }
        if (AopUtils.isJdkDynamicProxy(bean) && !isOnInterface(method, bean)) {
            throw refused(
                    method,
                    "bean " + name + " with a proxy of interfaces that lack the method",
                    "declare it on an interface, or set spring.aop.proxy-target-class=true");
        }
    }

    /** A proxy may be wrapped in another. */
    private static Stream<Object> proxies(Object bean) {
        return Stream.<Object>iterate(bean, object -> object != null, AopProxyUtils::getSingletonTarget);
    }

    private static boolean hasAdvisor(Object bean) {
        return bean instanceof Advised advised
                && Arrays.stream(advised.getAdvisors()).anyMatch(CacheKitAdvisor.class::isInstance);
    }

    private static boolean isOnInterface(AnnotatedMethod method, Object proxy) {
        return Arrays.stream(proxy.getClass().getInterfaces())
                .flatMap(face -> Arrays.stream(face.getMethods()))
                .anyMatch(declared ->
                        AnnotatedClasses.running(declared, method.beanClass()).equals(method.method()));
    }

    private static InvalidConfigurationException refused(AnnotatedMethod method, String value, String remedy) {
        String where = method.operations().get(0).where();
        return new InvalidConfigurationException(where, value, "calls must pass through a proxy", remedy);
    }
}
