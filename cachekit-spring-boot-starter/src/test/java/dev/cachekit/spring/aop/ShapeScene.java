package dev.cachekit.spring.aop;

import dev.cachekit.spring.aop.shapes.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A bean of one shape, what its methods are to do, and what they did. */
final class ShapeScene {

    private static final long ROW = 7;

    /** What a method did. */
    private static final class Calls {
        final AtomicInteger count = new AtomicInteger();
        final AtomicInteger inside = new AtomicInteger();
        final AtomicInteger most = new AtomicInteger();
    }

    private final Shape shape;
    private final Executor threads;
    private final Map<String, Supplier<@Nullable String>> answers = new ConcurrentHashMap<>();
    private final Map<String, Calls> calls = new ConcurrentHashMap<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile String held = "";
    private volatile @Nullable Object bean;

    ShapeScene(Shape shape, Executor threads) {
        this.shape = shape;
        this.threads = threads;
    }

    Work work() {
        return new Work(this::run, threads);
    }

    void use(Object subject) {
        bean = subject;
    }

    private @Nullable String run(String operation, long id) {
        Calls called = calls.computeIfAbsent(operation, same -> new Calls());
        called.count.incrementAndGet();
        called.most.accumulateAndGet(called.inside.incrementAndGet(), Math::max);
        try {
            if (operation.equals(held) && !released.await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody has released " + operation);
            }
            return answers.get(operation).get();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        } finally {
            called.inside.decrementAndGet();
        }
    }

    void answers(String operation, @Nullable String answer) {
        answers.put(operation, () -> answer);
    }

    void fails(String operation, String message) {
        answers.put(operation, () -> {
            throw new IllegalStateException(message);
        });
    }

    /** From now on an operation stays inside until it is released. */
    void holds(String operation) {
        held = operation;
    }

    void release() {
        released.countDown();
    }

    void awaitCall(String operation) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> count(operation) > 0);
    }

    int count(String operation) {
        return calls.computeIfAbsent(operation, same -> new Calls()).count.get();
    }

    int mostAtOnce(String operation) {
        return calls.computeIfAbsent(operation, same -> new Calls()).most.get();
    }

    @Nullable
    String call(String operation) {
        try {
            return (String) shape.content(Objects.requireNonNull(bean), operation, ROW);
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    Callers callMany(String operation, int many) {
        CountDownLatch arrived = new CountDownLatch(many);
        List<CompletableFuture<@Nullable String>> outcomes = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            outcomes.add(CompletableFuture.supplyAsync(
                    () -> {
                        arrived.countDown();
                        return call(operation);
                    },
                    threads));
        }
        return new Callers(outcomes, arrived);
    }

    /** Callers on threads of their own. */
    record Callers(List<CompletableFuture<@Nullable String>> calls, CountDownLatch arrived) {

        /** All have begun; the first one is inside, so the others join it unless they are very slow. */
        void awaitArrival() {
            Awaitility.await().pollDelay(Duration.ofMillis(100)).until(() -> arrived.getCount() == 0);
        }

        List<@Nullable String> outcomes() {
            List<@Nullable String> outcomes = new ArrayList<>();
            calls.forEach(
                    call -> outcomes.add(call.orTimeout(30, TimeUnit.SECONDS).join()));
            return outcomes;
        }

        List<Throwable> failures() {
            List<Throwable> failures = new ArrayList<>();
            for (CompletableFuture<@Nullable String> call : calls) {
                try {
                    call.orTimeout(30, TimeUnit.SECONDS).join();
                } catch (CompletionException failure) {
                    failures.add(failure.getCause());
                }
            }
            return failures;
        }
    }
}
