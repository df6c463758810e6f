package dev.cachekit.spring.aop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnRedis.class)
class RulesOnRedisTest {

    static class Library {

        private final AtomicInteger calls = new AtomicInteger();

        public String find(long id) {
            return "book " + calls.incrementAndGet();
        }

        public void remove(long id) {}
    }

    @Test
    void methodsWithoutAnnotationsAreCachedAndInvalidated() {
        Contexts.with(RedisBackendConfiguration.class, Library.class)
                .withPropertyValues(
                        "cachekit.rules[0].pointcut=execution(* *..RulesOnRedisTest.Library.find(..))",
                        "cachekit.rules[0].cache-aside.cache=library",
                        "cachekit.rules[1].pointcut=execution(* *..RulesOnRedisTest.Library.remove(..))",
                        "cachekit.rules[1].invalidate.cache=library",
                        "cachekit.rules[1].invalidate.key=#p0")
                .run(context -> {
                    Library library = context.getBean(Library.class);
                    assertThat(library.find(1)).isEqualTo("book 1");
                    assertThat(library.find(1)).isEqualTo("book 1");
                    library.remove(1);
                    assertThat(library.find(1)).isEqualTo("book 2");
                });
    }
}
