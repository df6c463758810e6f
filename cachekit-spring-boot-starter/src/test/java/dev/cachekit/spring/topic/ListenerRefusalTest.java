package dev.cachekit.spring.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.annotation.TopicListener;
import dev.cachekit.spring.autoconfigure.CacheKitAutoConfiguration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** A listener that cannot work stops the start. */
class ListenerRefusalTest {

    static class Private {
        @TopicListener("orders")
        private void on(String message) {}
    }

    static class Static {
        @TopicListener("orders")
        static void on(String message) {}
    }

    static class Returning {
        @TopicListener("orders")
        String on(String message) {
            return message;
        }
    }

    static class Nothing {
        @TopicListener("orders")
        void on() {}
    }

    static class Three {
        @TopicListener("orders")
        void on(String message, String topic, int more) {}
    }

    static class WrongSecond {
        @TopicListener("orders")
        void on(String topic, Integer message) {}
    }

    static class Unreadable {
        @TopicListener("orders")
        void on(Object message) {}
    }

    static class Variable<T> {
        @TopicListener("orders")
        void on(T message) {}
    }

    static class NoTopic {
        @TopicListener
        void on(String message) {}
    }

    static class TwoNames {
        @TopicListener(value = "orders", topics = "returns")
        void on(String message) {}
    }

    static class NoPlaceholder {
        @TopicListener("${nobody.knows}")
        void on(String message) {}
    }

    static class NoRoom {
        @TopicListener(value = "orders", capacity = 0)
        void on(String message) {}
    }

    static class NoHandler {
        @TopicListener(value = "orders", handlers = 0)
        void on(String message) {}
    }

    static class NobodyIsTold {
        @TopicListener(value = "orders", onMissed = "reload")
        void on(String message) {}

        void reload(String other) {}
    }

    @TestFactory
    Stream<DynamicTest> stopsTheStart() {
        return Stream.of(
                refused(Private.class, "on(String)", "must not be private or static"),
                refused(Static.class, "on(String)", "must not be private or static"),
                refused(Returning.class, "on(String)", "nobody hears what a listener returns"),
                refused(Nothing.class, "on()", "a listener takes the message"),
                refused(Three.class, "on(String, String, int)", "a listener takes the message"),
                refused(WrongSecond.class, "on(String, Integer)", "a listener takes the message"),
                refused(Unreadable.class, "on(Object)", "must be declared by its own type"),
                refused(Variable.class, "on(Object)", "the type of the messages must be known"),
                refused(NoTopic.class, "on(String)", "a listener must name its topics"),
                refused(TwoNames.class, "on(String)", "value and topics are two names of one attribute"),
                refused(NoPlaceholder.class, "on(String)", "every placeholder must have a value"),
                refused(NoRoom.class, "on(String)", "capacity must be positive"),
                refused(NoHandler.class, "on(String)", "handlers must be positive"),
                refused(NobodyIsTold.class, "on(String)", "it must name a method of the same class"));
    }

    private static DynamicTest refused(Class<?> bean, String method, String rule) {
        return DynamicTest.dynamicTest(
                bean.getSimpleName(),
                () -> new ApplicationContextRunner()
                        .withConfiguration(AutoConfigurations.of(CacheKitAutoConfiguration.class))
                        .withBean(bean)
                        .run(context -> {
                            assertThat(context)
                                    .getFailure()
                                    .hasMessageContaining("@TopicListener on " + bean.getSimpleName() + "#" + method)
                                    .hasMessageContaining(rule);
                        }));
    }
}
