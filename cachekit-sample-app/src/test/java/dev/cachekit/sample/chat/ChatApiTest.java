package dev.cachekit.sample.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.sample.SampleTest;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;

@SampleTest
class ChatApiTest {

    @Autowired
    private RestTestClient client;

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

        client.post()
                .uri("/api/conversations/404/messages")
                .body(Map.of("senderId", 5000, "body", "Hello?"))
                .exchange()
                .expectStatus()
                .isForbidden();

        assertThat(newest(404)).returns(1L, NewestMessages::version);
        assertThat(newest(404).messages()).hasSize(before);
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
        client.get()
                .uri("/api/conversations/9999999/messages")
                .exchange()
                .expectStatus()
                .isNotFound();
        client.post()
                .uri("/api/conversations/9999999/messages")
                .body(Map.of("senderId", 1, "body", "Hello?"))
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    private NewestMessages newest(long conversationId) {
        return client.get()
                .uri("/api/conversations/{id}/messages", conversationId)
                .exchangeSuccessfully()
                .expectBody(NewestMessages.class)
                .returnResult()
                .getResponseBody();
    }

    private ConversationList conversations(long userId) {
        return client.get()
                .uri("/api/users/{user}/conversations", userId)
                .exchangeSuccessfully()
                .expectBody(ConversationList.class)
                .returnResult()
                .getResponseBody();
    }

    private MessageView send(long conversationId, long senderId, String body) {
        return client.post()
                .uri("/api/conversations/{id}/messages", conversationId)
                .body(Map.of("senderId", senderId, "body", body))
                .exchangeSuccessfully()
                .expectBody(MessageView.class)
                .returnResult()
                .getResponseBody();
    }
}
