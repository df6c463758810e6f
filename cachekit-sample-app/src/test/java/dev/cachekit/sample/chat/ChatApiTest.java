package dev.cachekit.sample.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.CacheKit;
import dev.cachekit.HeldLock;
import dev.cachekit.sample.SampleTest;
import dev.cachekit.sample.Visitors;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;

@SampleTest
class ChatApiTest {

    @Autowired
    private RestTestClient client;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private CacheKit kit;

    @Test
    void sentMessageIsTheFirstOfTheNextRead() {
        newest(401);

        MessageView sent = send(401, 401, " Tea? ");

        NewestMessages after = newest(401);
        assertThat(after.messages()).first().isEqualTo(sent);
        assertThat(after.version()).isEqualTo(2);
        assertThat(sent.body()).isEqualTo("Tea?");
    }

    @Test
    void onlyTheNewestFiftyAreKept() {
        IntStream.range(0, 60).forEach(n -> send(402, 402, "Message " + n));

        assertThat(newest(402).messages())
                .hasSize(NewestMessages.LIMIT)
                .isSortedAccordingTo(Comparator.comparing(MessageView::id).reversed());
    }

    @Test
    void messageMovesTheConversationToTheTopOfEveryMembersList() {
        conversations(403);

        send(403, 403, "Up it goes");

        assertThat(conversations(403).conversations())
                .first()
                .extracting(ConversationView::id)
                .isEqualTo(403L);
    }

    @Test
    void strangerToAConversationCannotWriteToIt() {
        int before = newest(404).messages().size();

        Visitors.user(client, strangerTo(404))
                .post()
                .uri("/api/conversations/404/messages")
                .body(Map.of("body", "Hello?"))
                .exchange()
                .expectStatus()
                .isForbidden();

        assertThat(newest(404)).returns(1L, NewestMessages::version);
        assertThat(newest(404).messages()).hasSize(before);
    }

    @Test
    void strangerToAConversationCannotReadIt() {
        Visitors.user(client, strangerTo(406))
                .get()
                .uri("/api/conversations/406/messages")
                .exchange()
                .expectStatus()
                .isForbidden()
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo("Only members of a conversation can read it.");
        Visitors.user(client, strangerTo(406))
                .get()
                .uri("/api/users/406/conversations")
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    @Test
    void senderIsWhoHasSignedInWhateverTheBodySays() {
        MessageView sent = Visitors.user(client, 407)
                .post()
                .uri("/api/conversations/407/messages")
                .body(Map.of("senderId", 1, "body", "It is me"))
                .exchangeSuccessfully()
                .expectBody(MessageView.class)
                .returnResult()
                .getResponseBody();

        assertThat(sent.senderId()).isEqualTo(407);
    }

    @Test
    void whoSendsTooMuchHasToWait() {
        int status = 201;
        for (int n = 0; n < 1_000 && status == 201; n++) {
            status = Visitors.user(client, 408)
                    .post()
                    .uri("/api/conversations/408/messages")
                    .body(Map.of("body", "Spam " + n))
                    .exchange()
                    .returnResult()
                    .getStatus()
                    .value();
        }

        assertThat(status).isEqualTo(429);
    }

    @Test
    void senderWaitsForTheOneBeforeAndIsRefusedIfThatTakesTooLong() {
        try (HeldLock held = kit.lock("conversation").key(410L).acquire(Duration.ZERO)) {
            assertThat(held.isHeld()).isTrue();
            CompletableFuture<MessageView> elsewhere = CompletableFuture.supplyAsync(() -> send(409, 409, "Not here"));
            assertThat(elsewhere).succeedsWithin(Duration.ofSeconds(20));

            Visitors.user(client, 410)
                    .post()
                    .uri("/api/conversations/410/messages")
                    .body(Map.of("body", "Hello?"))
                    .exchange()
                    .expectStatus()
                    .isEqualTo(503)
                    .expectHeader()
                    .valueEquals("Retry-After", "1");
            assertThat(newest(410).version()).isEqualTo(1);
        }
        send(410, 410, "Now");
        assertThat(newest(410).version()).isEqualTo(2);
    }

    @Test
    void concurrentSendersLeaveEveryMessageInTheNewest() {
        IntStream.range(0, 16).parallel().forEach(n -> send(405, 405, "Parallel " + n));

        assertThat(newest(405).version()).isEqualTo(17);
        assertThat(newest(405).messages())
                .filteredOn(message -> message.body().startsWith("Parallel"))
                .hasSize(16);
    }

    @Test
    void unknownConversationIsNotFound() {
        Visitors.user(client, 1)
                .get()
                .uri("/api/conversations/9999999/messages")
                .exchange()
                .expectStatus()
                .isNotFound();
        Visitors.user(client, 1)
                .post()
                .uri("/api/conversations/9999999/messages")
                .body(Map.of("body", "Hello?"))
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    /** The user with the number of a seeded conversation is a member of it; this one is not. */
    private long strangerTo(long conversationId) {
        return jdbc.sql("""
                        select min(id) from app_user
                        where id not in (select user_id from conversation_member where conversation_id = :id)
                        """).param("id", conversationId).query(Long.class).single();
    }

    private NewestMessages newest(long conversationId) {
        return Visitors.user(client, conversationId)
                .get()
                .uri("/api/conversations/{id}/messages", conversationId)
                .exchangeSuccessfully()
                .expectBody(NewestMessages.class)
                .returnResult()
                .getResponseBody();
    }

    private ConversationList conversations(long userId) {
        return Visitors.user(client, userId)
                .get()
                .uri("/api/users/{user}/conversations", userId)
                .exchangeSuccessfully()
                .expectBody(ConversationList.class)
                .returnResult()
                .getResponseBody();
    }

    private MessageView send(long conversationId, long senderId, String body) {
        return Visitors.user(client, senderId)
                .post()
                .uri("/api/conversations/{id}/messages", conversationId)
                .body(Map.of("body", body))
                .exchangeSuccessfully()
                .expectBody(MessageView.class)
                .returnResult()
                .getResponseBody();
    }
}
