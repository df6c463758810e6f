package dev.cachekit.spring.aop.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.RateLimitExceededException;
import dev.cachekit.call.Outcome;
import dev.cachekit.spring.aop.expression.MethodShape;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.aopalliance.intercept.MethodInvocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.framework.ProxyFactory;

class FallbackMethodTest {

    private static final RateLimitExceededException REFUSAL =
            new RateLimitExceededException("api", "", Duration.ofSeconds(1), 0);

    static class Parent {
        String inherited(String user, int count) {
            return "inherited";
        }
    }

    static class Answers extends Parent {

        List<String> ask(String user, int count) {
            throw new AssertionError("not to be called");
        }

        String name(String user, int count) {
            throw new AssertionError("not to be called");
        }

        private String hidden(String user, int count) {
            return user + count;
        }

        String told(String user, int count) {
            return "not told";
        }

        String told(String user, int count, RuntimeException why) {
            return why == REFUSAL ? "told" : "told of another";
        }

        String otherFailure(String user, int count, IOException why) {
            return "never";
        }

        String fewer(String user) {
            return "never";
        }

        List<Integer> numbers(String user, int count) {
            return List.of();
        }

        String failing(String user, int count) throws IOException {
            throw new IOException("own");
        }
    }

    private static FallbackMethod find(String method, String name) throws NoSuchMethodException {
        return FallbackMethod.find(
                "Answers." + method,
                name,
                MethodShape.of(Answers.class.getDeclaredMethod(method, String.class, int.class), Answers.class),
                RateLimitExceededException.class);
    }

    private static Object answer(FallbackMethod fallback) throws Throwable {
        MethodInvocation[] seen = new MethodInvocation[1];
        ProxyFactory proxies = new ProxyFactory(new Answers());
        proxies.addAdvice((org.aopalliance.intercept.MethodInterceptor) invocation -> {
            seen[0] = invocation;
            return "";
        });
        ((Answers) proxies.getProxy()).name("ann", 3);
        return Outcome.of(fallback.answer(
                new Call(seen[0], new Answers(), Waits.STANDING, CompletableFuture::completedFuture, null), REFUSAL));
    }

    @Test
    void aPrivateMethodAnswersWithTheSameArguments() throws Throwable {
        assertThat(answer(find("name", "hidden"))).isEqualTo("ann3");
    }

    @Test
    void aMethodOfASuperclassAnswers() throws Throwable {
        assertThat(answer(find("name", "inherited"))).isEqualTo("inherited");
    }

    @Test
    void theOneThatTakesTheExceptionIsPreferred() throws Throwable {
        assertThat(answer(find("name", "told"))).isEqualTo("told");
    }

    @Test
    void itsOwnExceptionArrivesUnwrapped() {
        assertThatThrownBy(() -> answer(find("name", "failing")))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("own");
    }

    @ParameterizedTest
    @ValueSource(strings = {"otherFailure", "fewer", "numbers", "missing"})
    void whatDoesNotFitIsRefused(String name) {
        assertThatThrownBy(() -> find("name", name))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("Answers.name")
                .hasMessageContaining("fallback = \"" + name + "\"");
    }

    @Test
    void anotherTypeOfElementsDoesNotFit() {
        assertThatThrownBy(() -> find("ask", "numbers")).isInstanceOf(InvalidConfigurationException.class);
    }
}
