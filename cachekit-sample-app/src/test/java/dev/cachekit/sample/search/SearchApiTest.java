package dev.cachekit.sample.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.sample.SampleTest;
import dev.cachekit.sample.Visitors;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;

@SampleTest
class SearchApiTest {

    @Autowired
    private RestTestClient client;

    @Test
    void findsPostsWhateverTheCase() {
        publish("Quince jelly for 100% of us");

        assertThat(find(client, "qUINCE   jelly").posts()).extracting("body").contains("Quince jelly for 100% of us");
    }

    @Test
    void charactersWithAMeaningInSqlMeanThemselves() {
        publish("Only 55% of a_b!c");

        assertThat(find(client, "55% of a_b!c").posts()).hasSize(1);
        assertThat(find(client, "55_ of").posts()).isEmpty();
        assertThat(find(client, "%%%").posts()).isEmpty();
    }

    @Test
    void messagesAreFoundByMembersOnly() {
        RestTestClient member = Visitors.user(client, 501);
        member.post()
                .uri("/api/conversations/501/messages")
                .body(Map.of("body", "The password of the shed is marmalade"))
                .exchangeSuccessfully();

        assertThat(find(member, "marmalade").messages()).hasSize(1);
        assertThat(find(client, "marmalade").messages()).isEmpty();
        assertThat(find(Visitors.user(client, 999), "marmalade").messages()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a"})
    void tooLittleToSearchForIsRefused(String words) {
        client.get().uri("/api/search?q={q}", words).exchange().expectStatus().isBadRequest();
    }

    private void publish(String body) {
        Visitors.user(client, 502)
                .post()
                .uri("/api/users/502/posts")
                .body(Map.of("body", body))
                .exchangeSuccessfully();
    }

    private static SearchController.Found find(RestTestClient client, String words) {
        return client.get()
                .uri("/api/search?q={q}", words)
                .exchangeSuccessfully()
                .expectBody(SearchController.Found.class)
                .returnResult()
                .getResponseBody();
    }
}
