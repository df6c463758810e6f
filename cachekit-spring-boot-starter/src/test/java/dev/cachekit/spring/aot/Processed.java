package dev.cachekit.spring.aot;

import java.util.Map;
import java.util.function.Consumer;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.javapoet.ClassName;

/** An application after Spring has processed it ahead of time. */
record Processed(TestGenerationContext generated, ClassName initializer, Map<String, Object> properties) {

    static Processed with(Map<String, Object> properties, Class<?>... configuration) {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.register(configuration);
            set(context, properties);
            TestGenerationContext generated = new TestGenerationContext();
            ClassName initializer = new ApplicationContextAotGenerator().processAheadOfTime(context, generated);
            generated.writeGeneratedContent();
            return new Processed(generated, initializer, properties);
        }
    }

    RuntimeHints hints() {
        return generated.getRuntimeHints();
    }

    /** Compiles what was generated, and starts the application from nothing else. */
    void run(Consumer<ConfigurableApplicationContext> test) {
        TestCompiler.forSystem().with(generated).compile(compiled -> {
            try (GenericApplicationContext context = new GenericApplicationContext()) {
                set(context, properties);
                start(compiled.getInstance(ApplicationContextInitializer.class, initializer.toString()), context);
                test.accept(context);
            }
        });
    }

    @SuppressWarnings("unchecked") // it is made for such a context
    private static void start(ApplicationContextInitializer<?> initializer, GenericApplicationContext context) {
        ((ApplicationContextInitializer<GenericApplicationContext>) initializer).initialize(context);
        context.refresh();
    }

    private static void set(ConfigurableApplicationContext context, Map<String, Object> properties) {
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", properties));
    }
}
