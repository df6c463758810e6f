package dev.cachekit.sample.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.sample.WithoutCaching;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.test.context.TestPropertySource;

/** On a context of its own, whose start is read. */
@ExtendWith(OutputCaptureExtension.class)
@WithoutCaching
@TestPropertySource(
        properties = {
            "server.servlet.context-path=/harbour",
            "spring.datasource.url=jdbc:h2:mem:address;DB_CLOSE_DELAY=-1"
        })
class PageAddressTest {

    private static final Pattern ADDRESS = Pattern.compile("(?<=Open )http\\S+");

    @LocalServerPort
    private int port;

    @Test
    void startSaysWhereThePageIs(CapturedOutput output) throws Exception {
        List<String> told = ADDRESS.matcher(output.getAll())
                .results()
                .map(MatchResult::group)
                .toList();

        assertThat(told).containsExactly("http://localhost:" + port + "/harbour");
        assertThat(page(told.get(0)))
                .returns(200, HttpResponse::statusCode)
                .satisfies(answer -> assertThat(answer.body()).contains("<title>Harbour</title>"));
    }

    @Test
    void addressOfAServerWithTlsIsThatOfASecurePage() {
        ServerProperties secure = new ServerProperties();
        secure.setSsl(new Ssl());

        assertThat(new PageAddress(secure).address(8443, "")).isEqualTo("https://localhost:8443");
    }

    private static HttpResponse<String> page(String address) throws Exception {
        return HttpClient.newBuilder()
                .followRedirects(Redirect.NORMAL)
                .build()
                .send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
    }
}
