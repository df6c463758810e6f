package dev.cachekit.spring.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/** The types of a cache are those of the beans that use it, also of beans that are made when the application runs. */
class LateBeansTest {

    record Vet(long id, String name) {}

    static class Vets implements LongFunction<Vet> {

        @Override
        @Cacheable("vets")
        public Vet apply(long id) {
            return new Vet(id, "Ada");
        }
    }

    /** Says less of the bean than its class does. */
    static class Declared {

        @Bean
        @Lazy
        LongFunction<?> vets() {
            return new Vets();
        }
    }

    @Test
    void aBeanThatIsMadeLaterHasItsTypesRead() {
        try (AnnotationConfigApplicationContext application = BridgedApplication.inProcess(Declared.class)) {
            LongFunction<?> vets = application.getBean(LongFunction.class);

            assertThat(vets.apply(1)).isEqualTo(new Vet(1, "Ada"));
            assertThat(vets.apply(1)).isEqualTo(new Vet(1, "Ada"));
        }
    }
}
