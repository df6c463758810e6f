package dev.cachekit.spring.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ConsolePageTest {

    private final String html = ConsolePage.read().html();

    @Test
    void allowsItsOwnStyleAndScriptAndNothingElse() throws Exception {
        assertThat(only("content=\"(default-src[^\"]*)\""))
                .isEqualTo("default-src 'none'; script-src 'sha256-" + hash(only("(?s)<script>(.*?)</script>"))
                        + "'; style-src 'sha256-" + hash(only("(?s)<style>(.*?)</style>"))
                        + "'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'");
    }

    @Test
    void needsNothingFromElsewhere() {
        assertThat(html)
                .doesNotContain("/*policy*/", "/*style*/", "/*script*/")
                .doesNotContainPattern("(?i)\\b(src|href)=\"(?!#|data:)")
                .doesNotContainPattern("(?i)@import|url\\((?!data:)");
        assertThat(html.replace("http://www.w3.org/2000/svg", "")).doesNotContainPattern("https?://");
    }

    @Test
    void putsTextInAsTextAndRunsNothingInline() {
        assertThat(html)
                .doesNotContainPattern("(?i)<[^>]*\\son[a-z]+\\s*=")
                .doesNotContainPattern("(?i)<[^>]*\\sstyle\\s*=")
                .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function(");
    }

    private String only(String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(html);
        assertThat(found.results()).hasSize(1);
        found.reset();
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static String hash(String text) throws Exception {
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
