package dev.cachekit.sample.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.cachekit.sample.SampleTest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/** Who is told of a notification reads it at once, as a page does. */
@SampleTest
@Import(NotificationOrderTest.Readers.class)
@TestPropertySource(properties = "spring.datasource.url=jdbc:h2:mem:told;DB_CLOSE_DELAY=-1")
class NotificationOrderTest {

    @Autowired
    private NotificationWriter writer;

    @Autowired
    private Notifications notifications;

    @Autowired
    private Reader reader;

    @Autowired
    private PlatformTransactionManager transactions;

    @Test
    void whoIsToldReadsItAtOnce() {
        assertThat(notifications.of(221).notifications()).isEmpty();

        writer.tell(List.of(221L), NotificationKind.FOLLOWED, 222, null);

        assertThat(reader.read.get(221L).notifications())
                .extracting(NotificationView::actorHandle)
                .containsExactly("user222");
    }

    @Test
    void whoIsToldOfADigestReadsItAtOnce() {
        assertThat(notifications.of(223).notifications()).isEmpty();

        writer.tell(List.of(new DigestLine(223, 7)));

        assertThat(reader.read.get(223L).notifications())
                .extracting(NotificationView::amount)
                .containsExactly(7);
    }

    @Test
    void nobodyIsToldOfWhatMayBeRolledBack() {
        TransactionTemplate transaction = new TransactionTemplate(transactions);

        assertThatIllegalStateException()
                .isThrownBy(() -> transaction.executeWithoutResult(
                        status -> writer.tell(List.of(224L), NotificationKind.FOLLOWED, 222, null)))
                .withMessageContaining("NotificationWriter#tell");
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Readers {

        @Bean
        Reader reader(Notifications notifications) {
            return new Reader(notifications);
        }
    }

    static final class Reader {

        final Map<Long, NotificationList> read = new ConcurrentHashMap<>();
        private final Notifications notifications;

        Reader(Notifications notifications) {
            this.notifications = notifications;
        }

        /** After the commit, if there is one to wait for. */
        @TransactionalEventListener(fallbackExecution = true)
        void told(NotificationsAdded added) {
            added.userIds().forEach(user -> read.put(user, notifications.of(user)));
        }
    }
}
