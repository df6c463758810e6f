package dev.cachekit.spring.web;

import dev.cachekit.Band;
import dev.cachekit.limit.Admission;
import dev.cachekit.spi.LimitReply.Left;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** The quotas that the response to one request shows. Several limits may count for it. Safe for use by many threads. */
public final class ShownQuotas {

    /** The attribute of a request that holds them. */
    public static final String ATTRIBUTE = ShownQuotas.class.getName();

    private final Map<String, Quota> byPolicy = Collections.synchronizedMap(new LinkedHashMap<>());

    /** Begins with none. */
    public ShownQuotas() {}

    /**
     * Adds what a limiter is left with.
     *
     * @param admission what it decided
     */
    public void add(Admission admission) {
        List<String> policies = admission.policies();
        for (int i = 0; i < admission.left().size(); i++) {
            Left left = admission.left().get(i);
            Band band = admission.request().bands().get(i);
            byPolicy.put(policies.get(i), Quota.of(policies.get(i), band, left.remaining(), left.moreAfter()));
        }
    }

    /**
     * Sets the header fields, anew if they are set already.
     *
     * @param header sets a header, given its name and value
     */
    public void set(BiConsumer<String, String> header) {
        List<Quota> quotas = List.of(byPolicy.values().toArray(Quota[]::new));
        if (!quotas.isEmpty()) {
            header.accept(Quota.POLICY_FIELD, Quota.policyField(quotas));
            header.accept(Quota.LIMIT_FIELD, Quota.limitField(quotas));
        }
    }
}
