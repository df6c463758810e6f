package dev.cachekit.spring.autoconfigure;

import dev.cachekit.Ttl;
import dev.cachekit.operation.CacheSetting;
import dev.cachekit.operation.Sourced;
import dev.cachekit.spring.aop.finding.Finding;
import dev.cachekit.spring.aop.finding.FindingKind;
import dev.cachekit.spring.aop.finding.Findings;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Looks for caches whose values live much longer than their profile says: who names a profile names a kind of data.
 *
 * @param options knows all sources
 * @param findings is told
 */
record TtlAudit(CacheOptionsResolver options, Findings findings) implements SmartInitializingSingleton {

    private static final int FAR = 10;

    @Override
    public void afterSingletonsInstantiated() {
        Set<String> caches = new TreeSet<>(options.annotated());
        caches.addAll(options.configured());
        for (String cache : caches) {
            CacheSources sources = options.sources(cache);
            Optional<Sourced<Ttl>> ofProfile = sources.profile().find(CacheSetting.TTL);
            Optional<Sourced<Ttl>> inForce = sources.merged().find(CacheSetting.TTL);
            if (ofProfile.isPresent() && inForce.isPresent()) {
                compare(cache, inForce.get(), ofProfile.get());
            }
        }
    }

    private void compare(String cache, Sourced<Ttl> inForce, Sourced<Ttl> ofProfile) {
        if (isFarAbove(inForce.value(), ofProfile.value())) {
            findings.add(new Finding(
                    FindingKind.TTL_ABOVE_PROFILE,
                    "Cache " + cache,
                    "a ttl should be of the size that its profile says, but is " + said(inForce) + " and not "
                            + said(ofProfile) + "; shorten it, or name a profile of longer-lived data"));
        }
    }

    private static boolean isFarAbove(Ttl ttl, Ttl other) {
        return !other.isForever()
                && (ttl.isForever() || ttl.duration().dividedBy(FAR).compareTo(other.duration()) > 0);
    }

    private static String said(Sourced<Ttl> ttl) {
        return ttl.value() + " (" + ttl.source() + ")";
    }
}
