package dev.cachekit.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.operation.LockOptions;
import dev.cachekit.spi.BoundedNames;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LockBookTest {

    private final LockBook book = new LockBook(name -> LockOptions.NONE);

    @Test
    void locksThatAreMadeUpWithoutEndAreNotAllKept() {
        for (int order = 0; order < 10_000; order++) {
            book.use("order-" + order);
            book.of("order-" + order);
        }

        assertThat(book.names())
                .hasSize(BoundedNames.LIMIT + 1)
                .contains("order-0", BoundedNames.OTHER)
                .doesNotContain("order-9999");
        assertThat(book.isUsed("order-0")).isTrue();
        assertThat(book.isUsed("order-9999")).isFalse();
    }

    @Test
    void whatAnAnnotationNamesIsKeptWhateverCameBefore() {
        for (int order = 0; order < 10_000; order++) {
            book.use("order-" + order);
        }
        book.declare("checkout", "@WithLock", new LockOptions(Duration.ofSeconds(2), null, false));

        assertThat(book.names()).contains("checkout");
        assertThat(book.isUsed("checkout")).isTrue();
    }
}
