package dev.cachekit.spring.aop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.spring.aop.selfcall.CompiledClass;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Classes that were compiled without the names of their parameters. */
class ParameterNamesTest {

    private static Class<?> compiled(String key) throws ClassNotFoundException {
        return CompiledClass.of("Nameless", """
                public class Nameless {
                    @dev.cachekit.annotation.CacheAside(cache = "nameless", key = "%s", ttl = "1m")
                    public String find(long id, String language) { return id + language; }
                }
                """.formatted(key), "-g:none");
    }

    private static ApplicationContextRunner started(String key) throws ClassNotFoundException {
        Class<?> bean = compiled(key);
        return Contexts.with(bean).withClassLoader(bean.getClassLoader());
    }

    @Test
    void anExpressionThatNeedsThemStopsTheStartWithItsRemedy() throws ClassNotFoundException {
        Contexts.refuses(
                started("#id"),
                "@CacheAside on Nameless#find(long, String): key uses #id, but the class file of Nameless does not tell the"
                        + " names of parameters but was \"#id\"; compile it with -parameters, as Spring Boot's build plugins"
                        + " do, or write #p0, #p1");
    }

    @Test
    void positionsAndTheDefaultKeyNeedNone() throws ClassNotFoundException {
        for (String key : new String[] {"#p0 + #a1", "#root.args[0]", ""}) {
            started(key).run(context -> assertThat(context).hasNotFailed());
        }
    }
}
