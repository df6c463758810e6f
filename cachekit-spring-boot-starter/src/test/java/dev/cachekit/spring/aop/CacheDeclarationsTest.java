package dev.cachekit.spring.aop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.WriteThrough;
import dev.cachekit.spring.aop.annotated.AnnotatedClasses;
import dev.cachekit.spring.aop.annotated.CacheDeclaration;
import dev.cachekit.spring.aop.rule.Rules;
import java.util.List;
import org.junit.jupiter.api.Test;

class CacheDeclarationsTest {

    private final AnnotatedClasses classes = AnnotatedClasses.all(new Rules(List.of()), text -> text, true);

    static class Users {
        @CacheAside(cache = "users", ttl = "5m")
        public String find(long id) {
            return "user " + id;
        }

        @WriteThrough(cache = "users", key = "#id")
        public String rename(long id) {
            return "new " + id;
        }

        @CacheAside("names")
        public String name(long id) {
            return "name " + id;
        }
    }

    static class Admins {
        @CacheAside("users")
        public String admin(long id) {
            return "admin " + id;
        }
    }

    static class Plain {}

    @Test
    void declarationsAreFoundByTheirCache() {
        classes.of(Users.class);

        CacheDeclarations declarations = CacheDeclarations.of(classes);

        assertThat(declarations.of("users"))
                .hasSize(2)
                .allMatch(said -> said.cache().equals("users"));
        assertThat(declarations.of("names")).extracting(CacheDeclaration::cache).containsExactly("names");
        assertThat(declarations.of("unknown")).isEmpty();
    }

    @Test
    void theyHoldUntilAnotherClassIsRead() {
        classes.of(Users.class);
        CacheDeclarations before = CacheDeclarations.of(classes);

        classes.of(Users.class);
        assertThat(before.isOf(classes)).isTrue();

        classes.of(Admins.class);
        assertThat(before.isOf(classes)).isFalse();
        assertThat(CacheDeclarations.of(classes).of("users")).hasSize(3);
    }

    @Test
    void noClassMeansNoDeclaration() {
        assertThat(CacheDeclarations.NONE.isOf(classes)).isTrue();
        assertThat(CacheDeclarations.NONE.of("users")).isEmpty();
    }
}
