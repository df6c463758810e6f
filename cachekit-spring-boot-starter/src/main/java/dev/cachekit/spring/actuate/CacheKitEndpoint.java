package dev.cachekit.spring.actuate;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.spring.actuate.CacheKitDescriptor.ActionDescriptor;
import dev.cachekit.spring.actuate.CacheKitDescriptor.CacheDescriptor;
import dev.cachekit.spring.actuate.CacheKitDescriptor.EntryDescriptor;
import dev.cachekit.spring.actuate.CacheKitDescriptor.FindingDescriptor;
import dev.cachekit.spring.actuate.CacheKitDescriptor.RecentRemovalDescriptor;
import dev.cachekit.spring.actuate.CacheKitDescriptor.RemovalDescriptor;
import dev.cachekit.spring.actuate.CacheKitDescriptor.SettingDescriptor;
import dev.cachekit.spring.actuate.CacheKitDescriptor.SubjectDescriptor;
import dev.cachekit.spring.aop.AppliedRules;
import dev.cachekit.spring.aop.finding.Findings;
import dev.cachekit.spring.aop.plan.MethodPlans;
import dev.cachekit.spring.aop.plan.PlanReport;
import dev.cachekit.spring.aop.plan.PlannedOperation;
import dev.cachekit.spring.aop.plan.PlannedOperation.Subject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * Shows what CacheKit does in this application: caches, limiters, locks and single flights with their settings and where
 * each came from, the methods that use them, the rules of the configuration, and what the start found. Shows no value and
 * no key that it was not asked for. Safe for use by many threads.
 */
@Endpoint(id = "cachekit")
public final class CacheKitEndpoint {

    private static final int SHOWN_REMOVALS = 20;

    private final CacheKitEngine engine;
    private final MethodPlans plans;
    private final AppliedRules rules;
    private final Findings findings;
    private final CacheAction action;
    private final KeyDisplay keys;

    /**
     * Makes the endpoint, and begins to listen to removals.
     *
     * @param engine the caches
     * @param plans the annotated methods
     * @param rules the rules of the configuration
     * @param findings what the start found
     * @param changes changes settings of caches
     * @param keys shows texts of keys
     */
    public CacheKitEndpoint(
            CacheKitEngine engine,
            MethodPlans plans,
            AppliedRules rules,
            Findings findings,
            CacheChanges changes,
            KeyDisplay keys) {
        this.engine = engine;
        this.plans = plans;
        this.rules = rules;
        this.findings = findings;
        this.action = new CacheAction(engine, changes);
        this.keys = keys;
        engine.inspection().recentRemovals();
    }

    /**
     * Shows all there is. Asks no store.
     *
     * @return the whole
     */
    @ReadOperation
    public CacheKitDescriptor application() {
        PlanReport report = plans.report();
        return new CacheKitDescriptor(
                engine.backend().name(),
                subjects(report, Subject.CACHE, engine.regions().types().keySet()),
                subjects(report, Subject.LIMITER, Set.of()),
                subjects(report, Subject.LOCK, Set.of()),
                subjects(report, Subject.FLIGHT, Set.of()),
                rules.all(),
                findings.all().stream().map(FindingDescriptor::of).toList());
    }

    /**
     * Shows one cache, with what was counted in this process. Asks no store.
     *
     * @param cache its name
     * @return null if nobody uses it
     */
    @ReadOperation
    public @Nullable CacheDescriptor cache(@Selector String cache) {
        return engine.regions().find(cache).map(found -> described(cache)).orElse(null);
    }

    private CacheDescriptor described(String cache) {
        SubjectDescriptor subject = subject(plans.report(), Subject.CACHE, cache);
        return new CacheDescriptor(
                cache,
                Objects.requireNonNull(engine.regions().types().get(cache)).getTypeName(),
                subject.settings(),
                subject.usedBy(),
                engine.nearSize(cache),
                CacheDescriptor.figures(engine.inspection().stats(cache)),
                recentRemovals(engine.regions().space(cache).prefix()));
    }

    private List<RecentRemovalDescriptor> recentRemovals(String prefix) {
        return engine.inspection().recentRemovals().stream()
                .filter(recent -> recent.cache().equals(prefix))
                .limit(SHOWN_REMOVALS)
                .map(recent -> RecentRemovalDescriptor.of(recent, keys))
                .toList();
    }

    /**
     * Does something to one cache: {@code clear}; {@code invalidate-tag} and {@code invalidate-pattern} with the tag or pattern
     * as value; {@code set} with setting and value, in this process until it ends; {@code reset} to take that back. Blocks within
     * the deadline, for a pattern until the scan has ended.
     *
     * @param cache its name
     * @param action what to do
     * @param setting the setting to change, as below {@code cachekit.caches}
     * @param value the value, tag or pattern
     * @return what was done
     * @throws InvalidEndpointRequestException if nobody uses the cache, or it cannot be
     *     done
     */
    @WriteOperation
    public ActionDescriptor change(
            @Selector String cache, String action, @Nullable String setting, @Nullable String value) {
        return new ActionDescriptor(cache, action, this.action.run(cache, action, setting, value));
    }

    /**
     * Tells what the store holds under one key, and why a read would or would not be served; what this process knows if the
     * store does not answer. Blocks within the deadline.
     *
     * @param cache the cache's name
     * @param key the text of the key as it stands in the store
     * @return null if nobody uses the cache
     * @throws InvalidEndpointRequestException if no key has such a text
     */
    @ReadOperation
    public @Nullable EntryDescriptor entry(@Selector String cache, @Selector String key) {
        return legal(() -> engine.inspection().explain(cache, key))
                .map(found -> EntryDescriptor.of(found, engine.backend().name()))
                .orElse(null);
    }

    /**
     * Removes one key, in this process and all others. Blocks within the deadline; while the store is away the removal is
     * queued.
     *
     * @param cache the cache's name
     * @param key the text of the key as it stands in the store
     * @return null if nobody uses the cache
     * @throws InvalidEndpointRequestException if no key has such a text
     */
    @DeleteOperation
    public @Nullable RemovalDescriptor invalidate(@Selector String cache, @Selector String key) {
        return legal(() -> engine.inspection().invalidate(cache, key))
                .map(acknowledged -> new RemovalDescriptor(cache, key, acknowledged))
                .orElse(null);
    }

    /** What cannot be the text of a key is a mistake of the request. */
    private static <T> T legal(Supplier<T> request) {
        try {
            return request.get();
        } catch (InvalidConfigurationException wrong) {
            String told = Objects.requireNonNull(wrong.getMessage());
            throw new InvalidEndpointRequestException(told, told, wrong);
        }
    }

    private static Map<String, SubjectDescriptor> subjects(PlanReport report, Subject subject, Set<String> more) {
        Set<String> names = new TreeSet<>(more);
        report.operations().stream()
                .filter(operation -> operation.subject() == subject)
                .forEach(operation -> names.add(operation.name()));
        Map<String, SubjectDescriptor> described = new LinkedHashMap<>();
        names.forEach(name -> described.put(name, subject(report, subject, name)));
        return described;
    }

    private static SubjectDescriptor subject(PlanReport report, Subject subject, String name) {
        Map<String, SettingDescriptor> settings = report.settings(subject, name).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        said -> new SettingDescriptor(
                                said.getValue().value(), said.getValue().source()),
                        (one, other) -> one,
                        LinkedHashMap::new));
        List<String> usedBy = report.operations().stream()
                .filter(operation ->
                        operation.subject() == subject && operation.name().equals(name))
                .map(PlannedOperation::where)
                .distinct()
                .toList();
        return new SubjectDescriptor(settings, usedBy);
    }
}
