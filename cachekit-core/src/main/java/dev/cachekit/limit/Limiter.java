package dev.cachekit.limit;

import dev.cachekit.Band;
import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.LimitPlan;
import dev.cachekit.annotation.BackendFailure;
import dev.cachekit.call.Caller;
import dev.cachekit.call.Stages;
import dev.cachekit.limit.PermitCall.Answer;
import dev.cachekit.spi.LimitReply;
import dev.cachekit.spi.LimitRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A rate limiter, by its name. Safe for use by many threads. */
public final class Limiter {

    private final String name;
    private final String escapedName;
    private final LimitPorts ports;
    private final LimitPlan plan;
    private final DenyMemory denied;
    private final LiveSettings settings;

    Limiter(String name, LimitPorts ports, LiveSettings settings) {
        this.name = name;
        this.escapedName = ports.escaped().apply(name);
        this.ports = ports;
        this.plan = ports.plan(name);
        this.denied = new DenyMemory(ports.clock());
        this.settings = settings;
    }

    /**
     * Returns the limiter's name.
     *
     * @return not blank
     */
    public String name() {
        return name;
    }

    /**
     * Returns what holds at the moment.
     *
     * @return the settings
     * @throws InvalidConfigurationException if nobody has given it bands
     */
    public LimiterSettings settings() {
        return settings.get();
    }

    /**
     * Makes sure that a cost can be granted, now and under all bands that are set by configuration or while it runs.
     *
     * @param cost a cost that calls will have
     * @throws InvalidConfigurationException if a band never grants as much, or nobody has given the limiter bands
     */
    public void expect(KnownCost cost) {
        settings.expect(cost);
    }

    /**
     * Takes permits, or none. More than a band ever grants at once are refused: the cost may come from data, and bands may
     * change.
     *
     * @param key what is limited
     * @param cost how many, positive
     * @param maxWait how long to wait for them; a limiter that only counts never waits
     * @param caller how to wait
     * @return what became of it; fails with {@link dev.cachekit.BackendUnavailableException} if the store is away and the
     *     limiter is to refuse then, and with {@link dev.cachekit.WaitInterruptedException} if the thread that waits is
     *     interrupted; whoever cancels it gives up a reserved place
     * @throws InvalidConfigurationException if the cost is not positive, or the wait is negative
     */
    public CompletionStage<Admission> take(LimitKey key, long cost, Duration maxWait, Caller caller) {
        LimiterSettings now = settings();
        boolean shadow = now.shadow().value();
        LimitRequest request = request(key, cost, bands(key, now), shadow ? Duration.ZERO : maxWait);
        return Stages.mapped(decided(request, rule(now), caller), answer -> admission(key, request, answer, shadow));
    }

    /**
     * Takes permits, or none, waiting for them as long as the limiter's settings say.
     *
     * @param key what is limited
     * @param cost how many
     * @param caller how to wait
     * @return as of {@link #take(LimitKey, long, Duration, Caller)}
     */
    public CompletionStage<Admission> take(LimitKey key, long cost, Caller caller) {
        return take(key, cost, settings().maxWait().value(), caller);
    }

    /**
     * Gives permits back.
     *
     * @param key what is limited
     * @param cost how many, positive
     * @param caller how to wait
     * @return ends when the store has acknowledged it; if that is away, as the limiter's rule says
     * @throws InvalidConfigurationException if the cost is not positive
     */
    public CompletionStage<Void> credit(LimitKey key, long cost, Caller caller) {
        LimiterSettings now = settings();
        LimitRequest request = request(key, cost, bands(key, now), Duration.ZERO);
        return new CreditCall(ports, name, denied, rule(now), caller).give(request);
    }

    /** What only counts refuses nobody, whatever happens. */
    private static BackendFailure rule(LimiterSettings now) {
        BackendFailure rule = now.onBackendFailure().value();
        return now.shadow().value() && rule == BackendFailure.CLOSED ? BackendFailure.OPEN : rule;
    }

    private List<Band> bands(LimitKey key, LimiterSettings now) {
        List<Band> own = plan.bands(name, key.given());
        return own.isEmpty()
                ? now.bands().value()
                : LimiterOptions.checked(own, "LimitPlan for rate limiter '" + name + "'");
    }

    private LimitRequest request(LimitKey key, long cost, List<Band> bands, Duration maxWait) {
        require(cost > 0, cost, "cost must be positive", "take at least 1 permit");
        require(!maxWait.isNegative(), maxWait, "maxWait must not be negative", "use Duration.ZERO to refuse at once");
        return new LimitRequest(escapedName, key.text(), bands, cost, maxWait);
    }

    private CompletionStage<Answer> decided(LimitRequest request, BackendFailure rule, Caller caller) {
        Duration exceeded = longestExceeded(request);
        if (exceeded != null) {
            return tooMuch(exceeded);
        }
        PermitCall call = new PermitCall(ports, name, denied, rule, caller);
        Answer known = call.remembered(request);
        return known != null ? CompletableFuture.completedFuture(known) : new PermitWait(call, request).decided();
    }

    /** The longest period of the bands that never grant as much at once; null if there is none. */
    private static @Nullable Duration longestExceeded(LimitRequest request) {
        Duration longest = null;
        for (Band band : request.bands()) {
            boolean exceeded = request.cost() > band.burst();
            if (exceeded && (longest == null || band.per().compareTo(longest) > 0)) {
                longest = band.per();
            }
        }
        return longest;
    }

    /** There is no time after which it would be granted: told is one after which the bands may be others. */
    private CompletionStage<Answer> tooMuch(Duration longest) {
        LimitReply refused = new LimitReply(false, longest, List.of());
        return CompletableFuture.completedFuture(new Answer(refused, ports.store(), false));
    }

    private void require(boolean holds, Object value, String rule, String remedy) {
        if (!holds) {
            throw new InvalidConfigurationException("rate limiter '" + name + "'", value.toString(), rule, remedy);
        }
    }

    private Admission admission(LimitKey key, LimitRequest request, Answer answer, boolean shadow) {
        Admission admission = Admission.of(name, key, request, answer.reply(), shadow);
        if (answer.reply().granted()) {
            ports.listener().onPermitGranted(name);
        } else if (shadow) {
            ports.listener().onPermitShadowed(name);
        } else {
            ports.listener().onPermitRefused(name, answer.remembered() ? "remembered" : "permits");
        }
        return admission;
    }

    @Override
    public String toString() {
        return "rate limiter '" + name + "'";
    }
}
