package dev.cachekit.spring.aop.plan;

import dev.cachekit.call.Stages;
import dev.cachekit.spring.aop.expression.CallFacts;
import dev.cachekit.spring.aop.shape.ReturnShape;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;

/** One call of an annotated method. Used by its threads one after another. */
final class Call implements CallFacts {

    private final MethodInvocation invocation;
    private final Object target;
    private final Waits waits;
    private final ReturnShape.Reader reader;
    private final @Nullable Object subscriber;
    private final @Nullable Call original;

    /** What the method threw, before stages unwrapped it. */
    private volatile @Nullable Throwable thrown;

    private Call(
            MethodInvocation invocation,
            Object target,
            Waits waits,
            ReturnShape.Reader reader,
            @Nullable Object subscriber,
            @Nullable Call original) {
        this.invocation = invocation;
        this.target = target;
        this.waits = waits;
        this.reader = reader;
        this.subscriber = subscriber;
        this.original = original;
    }

    /**
     * Begins a call.
     *
     * @param invocation Spring's view of it
     * @param target the bean behind the proxy
     * @param waits how it waits
     * @param reader reads what the method returns
     * @param subscriber what belongs to who subscribed; null if nobody did
     */
    Call(
            MethodInvocation invocation,
            Object target,
            Waits waits,
            ReturnShape.Reader reader,
            @Nullable Object subscriber) {
        this(invocation, target, waits, reader, subscriber, null);
    }

    Call waitingAs(Waits others) {
        return new Call(invocation, target, others, reader, subscriber, original());
    }

    /** A view of this call that begins where this one stands, whatever becomes of this one: for another thread, or twice. */
    Call repeatable() {
        return invocation instanceof ProxyMethodInvocation proxied
                ? new Call(proxied.invocableClone(), target, waits, reader, subscriber, original())
                : this;
    }

    /** As {@link #repeatable}, with other arguments. */
    @SuppressWarnings("NullAway") // an argument may be null
    Call repeatableWith(@Nullable Object[] arguments) {
        if (!(invocation instanceof ProxyMethodInvocation proxied)) {
            throw new IllegalStateException(invocation + " cannot be called with other arguments");
        }
        return new Call(proxied.invocableClone(arguments), target, waits, reader, subscriber, original());
    }

    /** As {@link #repeatable}, with another argument at one place. */
    Call given(int position, Object argument) {
        @Nullable Object[] arguments = arguments().clone();
        arguments[position] = argument;
        return repeatableWith(arguments);
    }

    private Call original() {
        return original == null ? this : original;
    }

    Waits waits() {
        return waits;
    }

    @Nullable
    Object subscriber() {
        return subscriber;
    }

    @Override
    public Object target() {
        return target;
    }

    @Override
    public @Nullable Object[] arguments() {
        return invocation.getArguments();
    }

    /** Calls the method, or what else stands around it. */
    CompletionStage<Object> proceed() {
        try {
            return content(ExposedInvocation.proceed(invocation));
        } catch (Throwable failure) { // a user's Error must reach every waiting caller as well
            return failed(failure);
        }
    }

    /**
     * Reads what a method, the one called or one in its place, has returned. Where it ends may be a thread that must not run
     * what comes then.
     */
    CompletionStage<Object> content(@Nullable Object returned) {
        return waits.after().resumed(reader.content(returned));
    }

    /** Ends with what a method has thrown. */
    CompletionStage<Object> failed(Throwable failure) {
        original().thrown = failure;
        return CompletableFuture.failedFuture(failure);
    }

    /** Finds what the method has thrown; stages take off what looks like a wrapper of theirs. */
    Throwable asThrown(Throwable failure) {
        Throwable own = thrown;
        return own != null && Stages.cause(own) == failure ? own : failure;
    }
}
