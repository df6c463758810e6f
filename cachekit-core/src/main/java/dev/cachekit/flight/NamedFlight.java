package dev.cachekit.flight;

import dev.cachekit.AsyncSingleFlight;
import dev.cachekit.TypeRef;
import dev.cachekit.call.Caller;
import dev.cachekit.call.Stages;
import dev.cachekit.key.KeyText;
import java.lang.invoke.MethodType;
import java.lang.reflect.Type;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A single flight as a user holds it. */
record NamedFlight(FlightViews parts, FlightTerms terms, KeyText texts, Caller caller) implements AsyncSingleFlight {

    private static final String UNDECLARED = "no declared type";

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> run(Object key, Callable<T> call) {
        claim(UNDECLARED);
        return run(key, terms, call);
    }

    @Override
    public <T> CompletableFuture<@Nullable T> run(Object key, Class<T> type, Callable<? extends @Nullable T> call) {
        return run(key, of(MethodType.methodType(type).wrap().returnType()), call);
    }

    @Override
    public <T> CompletableFuture<@Nullable T> run(Object key, TypeRef<T> type, Callable<? extends @Nullable T> call) {
        return run(key, of(type.type()), call);
    }

    private FlightTerms of(Type type) {
        FlightValues values = parts.book().values(type); // a type that cannot be read claims nothing
        claim(type.getTypeName());
        return terms.sharing(values);
    }

    private void claim(String type) {
        parts.book().claim(terms.name(), type, "CacheKit.singleFlight(\"" + terms.name() + "\")");
    }

    private <T extends @Nullable Object> CompletableFuture<T> run(
            Object key, FlightTerms agreed, Callable<? extends T> call) {
        return parts.flights()
                .run(agreed, texts.of(key), () -> Stages.<T>computed(call), caller)
                .toCompletableFuture();
    }
}
