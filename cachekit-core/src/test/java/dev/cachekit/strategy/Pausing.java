package dev.cachekit.strategy;

import dev.cachekit.spi.EntryStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;

/** A store whose first answer to a look-up is held up on its way back. */
final class Pausing {

    private Pausing() {}

    static EntryStore afterFind(EntryStore store, CountDownLatch found, CountDownLatch goOn) {
        return (EntryStore) Proxy.newProxyInstance(
                Pausing.class.getClassLoader(), new Class<?>[] {EntryStore.class}, (proxy, method, arguments) -> {
                    try {
                        Object answer = method.invoke(store, arguments);
                        if (method.getName().equals("find") && answer instanceof CompletionStage<?> stage) {
                            stage.toCompletableFuture().join();
                            found.countDown();
                            TestNode.await(goOn);
                        }
                        return answer;
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getTargetException();
                    }
                });
    }
}
