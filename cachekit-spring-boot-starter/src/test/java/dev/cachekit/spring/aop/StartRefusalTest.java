package dev.cachekit.spring.aop;

import dev.cachekit.CacheContext;
import dev.cachekit.annotation.Algorithm;
import dev.cachekit.annotation.BackendFailure;
import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.annotation.OnBusy;
import dev.cachekit.annotation.Phase;
import dev.cachekit.annotation.RateLimited;
import dev.cachekit.annotation.SingleFlight;
import dev.cachekit.annotation.WithLock;
import dev.cachekit.annotation.WriteThrough;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every mistake that can be seen at start-up stops the start with place, value, rule and remedy. */
class StartRefusalTest {

    private record Mistake(Class<?> bean, String... parts) {}

    @TestFactory
    Stream<DynamicTest> stopsTheStart() {
        return Stream.of(
                        new Mistake(
                                PrivateMethod.class, "@CacheAside on PrivateMethod#hidden(long)", "private", "public"),
                        new Mistake(StaticMethod.class, "@CacheAside on StaticMethod#of(long)", "static", "bean"),
                        new Mistake(FinalMethod.class, "@CacheAside on FinalMethod#sealed(long)", "final", "not final"),
                        new Mistake(FinalClass.class, "@CacheAside on FinalClass#get(long)", "final class"),
                        new Mistake(VoidRead.class, "@CacheAside on VoidRead#read(long)", "void", "return the value"),
                        new Mistake(ReadAndWrite.class, "exclude each other", "remove one"),
                        new Mistake(TwoNames.class, "value = \"a\", cache = \"b\"", "set one of them"),
                        new Mistake(NamedClass.class, "@CacheAside on NamedClass", "\"all\"", "annotate the methods"),
                        new Mistake(UnknownParameter.class, "#nobody", "which is no parameter", "#id"),
                        new Mistake(BareName.class, "the bare name id", "write #id"),
                        new Mistake(SyntaxError.class, "\"#id +\"", "must be an expression", "correct it"),
                        new Mistake(UnknownBean.class, "@nobody", "which is no bean"),
                        new Mistake(BadTtl.class, "but was 5 parsecs;", "ttl must be a duration with a unit", "5m"),
                        new Mistake(NoUnit.class, "but was 30;", "must be a duration with a unit"),
                        new Mistake(ZeroTtl.class, "but was 0;", "ttl must be at least 1 ms", "forever"),
                        new Mistake(BadWait.class, "but was forever;", "maxWait must be a duration"),
                        new Mistake(NoPlaceholder.class, "${nowhere}", "must have a value", "${name:default}"),
                        new Mistake(ResultInKey.class, "key is evaluated before the method", "#result"),
                        new Mistake(ResultInCondition.class, "condition is evaluated before the method"),
                        new Mistake(ResultBefore.class, "phase = BEFORE", "#result", "AFTER_COMMIT"),
                        new Mistake(TagOfResultBefore.class, "\"#result\"", "phase = BEFORE tags are needed before"),
                        new Mistake(ResultOfVoid.class, "the method returns nothing"),
                        new Mistake(WriteWithoutKey.class, "@WriteThrough on WriteWithoutKey#save(String)", "set key"),
                        new Mistake(NoName.class, "a name must be given"),
                        new Mistake(KeyAndAll.class, "exclude each other"),
                        new Mistake(BadGlob.class, "@Invalidate on BadGlob#clear()"),
                        new Mistake(BadKeyType.class, "a key must be of a type with a stable text", "KeyFunction"),
                        new Mistake(ObjectValue.class, "@CacheAside on ObjectValue#get(long)", "java.lang.Object"),
                        new Mistake(TwoTypes.class, "cache same", "java.lang.Integer", "a cache of their own"),
                        new Mistake(TwoDefaultKeys.class, "must not both use the default key", "give a key"),
                        new Mistake(TwoTtls.class, "settings belong to the cache", "PT1M", "PT2M"),
                        new Mistake(TwoProfiles.class, "a cache has one profile"),
                        new Mistake(
                                NoSuchReader.class,
                                "@Invalidate on NoSuchReader#touch(String)",
                                "without key, keys, tags, pattern or all",
                                "set key"),
                        new Mistake(HopelessKind.class, "must be able to match", "UUID"),
                        new Mistake(HopelessCount.class, "must be able to match", "(long, int)"),
                        new Mistake(TwoPhaseByResult.class, "phase = TWO_PHASE", "cannot use #result", "AFTER_COMMIT"),
                        new Mistake(TwoPhaseOfAll.class, "only keys can be announced", "give key or keys"),
                        new Mistake(TwoFlights.class, "the name of a flight belongs to one method"),
                        new Mistake(
                                TwoTypesOfFlight.class,
                                "all calls of single flight 'f' must have one type",
                                "TwoTypesOfFlight#",
                                "java.lang.Integer",
                                "java.lang.String"),
                        new Mistake(
                                ObjectOfFlight.class,
                                "@SingleFlight on ObjectOfFlight#build(long)",
                                "java.lang.Object",
                                "declare a concrete type, or set scope = LOCAL"),
                        new Mistake(WaitOfFlight.class, "maxWait must be a duration with a unit", "but was soon;"),
                        new Mistake(
                                TextAsVersion.class, "#row.name", "java.lang.String", "version must be a whole number"),
                        new Mistake(FractionAsVersion.class, "\"#result\" of type double", "a point in time"),
                        new Mistake(UnknownEntryType.class, "the type of the stored values must be declared"),
                        new Mistake(LimitedWithoutName.class, "a name must be given"),
                        new Mistake(
                                LimitedWithoutBands.class,
                                "a rate limiter needs at least one band",
                                "cachekit.rate-limiters.r.bands"),
                        new Mistake(LimitedWithoutPer.class, "permits = 5", "permits and per must be given together"),
                        new Mistake(LimitedByBurst.class, "burst = 5", "mean nothing without permits and per"),
                        new Mistake(LimitedByTwo.class, "must have the same name and key", "\"r\"", "\"s\""),
                        new Mistake(LimitedByTwoKeys.class, "must have the same name and key", "\"#id\""),
                        new Mistake(LimitedTwiceAlike.class, "no two with the same algorithm and duration"),
                        new Mistake(LimitedWindowWithBurst.class, "burst must be that of permits for FIXED_WINDOW"),
                        new Mistake(LimitedTooDear.class, "5", "cost must be at most", "at once, 4"),
                        new Mistake(LimitedForNothing.class, "cost must be at least 1"),
                        new Mistake(LimitedByResult.class, "#result"),
                        new Mistake(
                                LimitedWithoutFallback.class, "fallback = \"gone\"", "there is no method of that name"),
                        new Mistake(LimitedByObject.class, "LimitedByObject#call(Thread)"),
                        new Mistake(
                                LockedWithoutName.class,
                                "@WithLock on LockedWithoutName#call()",
                                "a name must be given"),
                        new Mistake(LockedByOpen.class, "onBackendFailure = OPEN", "never runs without its lock"),
                        new Mistake(LockedOrSkipped.class, "onBusy = SKIP", "returns int", "as an object"),
                        new Mistake(LockedWithoutFallback.class, "onBusy = FALLBACK", "set fallback alone"),
                        new Mistake(LockedSkippedWithFallback.class, "onBusy = SKIP", "set fallback alone"),
                        new Mistake(LockedWithLostFallback.class, "fallback = \"gone\"", "no method of that name"),
                        new Mistake(LockedByResult.class, "#result"),
                        new Mistake(LockedByObject.class, "LockedByObject#call(Thread)"),
                        new Mistake(LockedByBoth.class, "key and keys exclude each other"),
                        new Mistake(LockedForNothing.class, "lease = PT0S", "1 ms to 365 days"),
                        new Mistake(
                                LockedDifferently.class,
                                "LockedDifferently#one()",
                                "LockedDifferently#two()",
                                "maxWait",
                                "must agree",
                                "cachekit.locks.l"),
                        new Mistake(LimitedWithTwoCosts.class, "cost = 1", "must not differ in cost"),
                        new Mistake(
                                ContextOfAWrite.class,
                                "a parameter of type CacheContext",
                                "only @CacheAside gives a context",
                                "leave the parameter out"),
                        new Mistake(
                                ContextOfMany.class,
                                "CacheContext beside keys",
                                "a context is of one entry",
                                "give key instead"),
                        new Mistake(TwoContexts.class, "2 parameters of type CacheContext", "a load has one context"),
                        new Mistake(ContextAsKey.class, "CacheContext", "a key must be of a type with a stable text"))
                .map(StartRefusalTest::test);
    }

    @TestFactory
    Stream<DynamicTest> stopsTheStartForWhatIsNotAvailableYet() {
        return Stream.of(
                        new Mistake(Batch.class, "keys must name a parameter"),
                        new Mistake(OneOfMany.class, "a method with keys must return a Map by key"),
                        new Mistake(ManyInOne.class, "keys must be an array, a Collection, a List or a Set"),
                        new Mistake(Task.class, "a future must be a CompletableFuture or CompletionStage"))
                .map(StartRefusalTest::test);
    }

    private static DynamicTest test(Mistake mistake) {
        return DynamicTest.dynamicTest(
                mistake.bean().getSimpleName(), () -> Contexts.refuses(Contexts.with(mistake.bean()), mistake.parts()));
    }

    static class PrivateMethod {
        @CacheAside("c")
        private String hidden(long id) {
            return "";
        }
    }

    static class StaticMethod {
        @CacheAside("c")
        public static String of(long id) {
            return "";
        }
    }

    static class FinalMethod {
        @CacheAside("c")
        public final String sealed(long id) {
            return "";
        }
    }

    static final class FinalClass {
        @CacheAside("c")
        public String get(long id) {
            return "";
        }
    }

    static class VoidRead {
        @CacheAside("c")
        public void read(long id) {}
    }

    static class ReadAndWrite {
        @CacheAside("c")
        @WriteThrough(cache = "c", key = "#id")
        public String get(long id) {
            return "";
        }
    }

    static class TwoNames {
        @CacheAside(value = "a", cache = "b")
        public String get(long id) {
            return "";
        }
    }

    @CacheAside("all")
    static class NamedClass {
        public String get(long id) {
            return "";
        }
    }

    static class UnknownParameter {
        @CacheAside(cache = "c", key = "#nobody")
        public String get(long id) {
            return "";
        }
    }

    static class BareName {
        @CacheAside(cache = "c", key = "id")
        public String get(long id) {
            return "";
        }
    }

    static class SyntaxError {
        @CacheAside(cache = "c", key = "#id +")
        public String get(long id) {
            return "";
        }
    }

    static class UnknownBean {
        @CacheAside(cache = "c", key = "@nobody.key(#id)")
        public String get(long id) {
            return "";
        }
    }

    static class BadTtl {
        @CacheAside(cache = "c", ttl = "5 parsecs")
        public String get(long id) {
            return "";
        }
    }

    static class NoUnit {
        @CacheAside(cache = "c", ttl = "30")
        public String get(long id) {
            return "";
        }
    }

    static class ZeroTtl {
        @CacheAside(cache = "c", ttl = "0")
        public String get(long id) {
            return "";
        }
    }

    static class BadWait {
        @CacheAside(cache = "c", maxWait = "forever")
        public String get(long id) {
            return "";
        }
    }

    static class NoPlaceholder {
        @CacheAside(cache = "c", ttl = "${nowhere}")
        public String get(long id) {
            return "";
        }
    }

    static class ResultInKey {
        @CacheAside(cache = "c", key = "#result")
        public String get(long id) {
            return "";
        }
    }

    static class ResultInCondition {
        @CacheAside(cache = "c", condition = "#result != null")
        public String get(long id) {
            return "";
        }
    }

    static class ResultBefore {
        @Invalidate(cache = "c", key = "#result", phase = Phase.BEFORE)
        public String get(long id) {
            return "";
        }
    }

    static class TagOfResultBefore {
        @Invalidate(cache = "c", tags = "#result", phase = Phase.BEFORE)
        public String get(long id) {
            return "";
        }
    }

    static class ResultOfVoid {
        @WriteThrough(cache = "c", key = "#id")
        public void save(long id) {}
    }

    static class WriteWithoutKey {
        @WriteThrough("c")
        public String save(String text) {
            return text;
        }
    }

    static class NoName {
        @Invalidate(key = "#id")
        public void touch(long id) {}
    }

    static class KeyAndAll {
        @Invalidate(cache = "c", key = "#id", all = true)
        public void touch(long id) {}
    }

    static class BadGlob {
        @Invalidate(cache = "c", pattern = "a[")
        public void clear() {}
    }

    static class BadKeyType {
        @CacheAside("c")
        public String get(Thread thread) {
            return "";
        }
    }

    static class ObjectValue {
        @CacheAside("c")
        public Object get(long id) {
            return "";
        }
    }

    static class TwoTypes {
        @CacheAside(cache = "same", key = "#id")
        public String text(long id) {
            return "";
        }

        @CacheAside(cache = "same", key = "#id")
        public int number(long id) {
            return 1;
        }
    }

    static class TwoDefaultKeys {
        @CacheAside("c")
        public String byId(long id) {
            return "";
        }

        @CacheAside("c")
        public String byName(String name) {
            return "";
        }
    }

    static class TwoTtls {
        @CacheAside(cache = "c", key = "#id", ttl = "1m")
        public String one(long id) {
            return "";
        }

        @CacheAside(cache = "c", key = "#id", ttl = "2m")
        public String two(long id) {
            return "";
        }
    }

    static class TwoProfiles {
        @CacheAside(cache = "c", key = "#id", profile = "query")
        public String one(long id) {
            return "";
        }

        @CacheAside(cache = "c", key = "#id", profile = "token")
        public String two(long id) {
            return "";
        }
    }

    static class NoSuchReader {
        @CacheAside("c")
        public String get(long id) {
            return "";
        }

        @Invalidate("c")
        public void touch(String name) {}
    }

    static class HopelessKind {
        @CacheAside("c")
        public String get(long id) {
            return "";
        }

        @Invalidate(cache = "c", key = "#id")
        public void touch(UUID id) {}
    }

    static class HopelessCount {
        @CacheAside("c")
        public String get(long id, int page) {
            return "";
        }

        @Invalidate(cache = "c", key = "#id")
        public void touch(long id) {}
    }

    static class ObjectOfFlight {
        @SingleFlight
        public Object build(long id) {
            return "";
        }
    }

    static class WaitOfFlight {
        @SingleFlight(maxWait = "soon")
        public String build(long id) {
            return "";
        }
    }

    static class TwoFlights {
        @SingleFlight("f")
        public String one(long id) {
            return "";
        }

        @SingleFlight("f")
        public String two(long id) {
            return "";
        }
    }

    static class TwoTypesOfFlight {
        @SingleFlight("f")
        public String one(long id) {
            return "";
        }

        @SingleFlight("f")
        public int two(long id) {
            return 1;
        }
    }

    public record Row(long id, String name) {}

    static class TextAsVersion {
        @WriteThrough(cache = "rows", key = "#row.id", entry = "#row", version = "#row.name")
        public void save(Row row) {}
    }

    static class FractionAsVersion {
        @WriteThrough(cache = "rows", key = "#id", version = "#result")
        public double save(long id) {
            return 0;
        }
    }

    static class UnknownEntryType {
        @WriteThrough(cache = "c", key = "#id", entry = "#id + 1")
        public void save(long id) {}
    }

    static class LimitedWithoutName {
        @RateLimited(permits = 1, per = "1s")
        public void call() {}
    }

    static class LimitedWithoutBands {
        @RateLimited("r")
        public void call() {}
    }

    static class LimitedWithoutPer {
        @RateLimited(name = "r", permits = 5)
        public void call() {}
    }

    static class LimitedByBurst {
        @RateLimited(name = "r", burst = 5)
        public void call() {}
    }

    static class LimitedByTwo {
        @RateLimited(name = "r", permits = 5, per = "1s")
        @RateLimited(name = "s", permits = 5, per = "1h")
        public void call() {}
    }

    static class LimitedByTwoKeys {
        @RateLimited(name = "r", permits = 5, per = "1s")
        @RateLimited(name = "r", key = "#id", permits = 5, per = "1h")
        public void call(long id) {}
    }

    static class LimitedTwiceAlike {
        @RateLimited(name = "r", permits = 5, per = "1s")
        @RateLimited(name = "r", permits = 6, per = "1000ms")
        public void call() {}
    }

    static class LimitedWindowWithBurst {
        @RateLimited(name = "r", permits = 5, per = "1s", burst = 2, algorithm = Algorithm.FIXED_WINDOW)
        public void call() {}
    }

    static class LimitedTooDear {
        @RateLimited(name = "r", permits = 4, per = "1s", cost = "5")
        public void call() {}
    }

    static class LimitedForNothing {
        @RateLimited(name = "r", permits = 4, per = "1s", cost = "0")
        public void call() {}
    }

    static class LimitedByResult {
        @RateLimited(name = "r", key = "#result", permits = 4, per = "1s")
        public int call() {
            return 1;
        }
    }

    static class LimitedWithoutFallback {
        @RateLimited(name = "r", permits = 4, per = "1s", fallback = "gone")
        public void call() {}
    }

    static class LimitedByObject {
        @RateLimited(name = "r", key = "#thread", permits = 4, per = "1s")
        public void call(Thread thread) {}
    }

    static class LimitedWithTwoCosts {
        @RateLimited(name = "r", permits = 40, per = "1s", cost = "1 + 1")
        @RateLimited(name = "r", permits = 40, per = "1h", cost = "1 + 2")
        public void call() {}
    }

    static class LockedWithoutName {
        @WithLock
        public void call() {}
    }

    static class LockedByOpen {
        @WithLock(name = "l", onBackendFailure = BackendFailure.OPEN)
        public void call() {}
    }

    static class LockedOrSkipped {
        @WithLock(name = "l", onBusy = OnBusy.SKIP)
        public int call() {
            return 1;
        }
    }

    static class LockedWithoutFallback {
        @WithLock(name = "l", onBusy = OnBusy.FALLBACK)
        public void call() {}
    }

    static class LockedSkippedWithFallback {
        @WithLock(name = "l", onBusy = OnBusy.SKIP, fallback = "other")
        public void call() {}

        public void other() {}
    }

    static class LockedWithLostFallback {
        @WithLock(name = "l", fallback = "gone")
        public void call() {}
    }

    static class LockedByResult {
        @WithLock(name = "l", key = "#result")
        public long call() {
            return 1;
        }
    }

    static class LockedByObject {
        @WithLock(name = "l", key = "#thread")
        public void call(Thread thread) {}
    }

    static class LockedByBoth {
        @WithLock(name = "l", key = "#a", keys = "#b")
        public void call(long a, List<Long> b) {}
    }

    static class LockedForNothing {
        @WithLock(name = "l", lease = "0")
        public void call() {}
    }

    static class LockedDifferently {
        @WithLock(name = "l", maxWait = "1s")
        public void one() {}

        @WithLock(name = "l", maxWait = "2s")
        public void two() {}
    }

    static class TwoPhaseByResult {
        @Invalidate(cache = "c", key = "#result", phase = Phase.TWO_PHASE)
        public long touch(long id) {
            return id;
        }
    }

    static class TwoPhaseOfAll {
        @Invalidate(cache = "c", all = true, phase = Phase.TWO_PHASE)
        public void touch(long id) {}
    }

    static class Batch {
        @CacheAside(cache = "c", keys = "#ids.subList(0, 1)")
        public List<String> get(List<Long> ids) {
            return List.of();
        }
    }

    static class OneOfMany {
        @CacheAside(cache = "c", keys = "#ids")
        public String get(List<Long> ids) {
            return "";
        }
    }

    static class ManyInOne {
        @CacheAside(cache = "c", keys = "#ids")
        public List<String> get(String ids) {
            return List.of();
        }
    }

    static class Task {
        @CacheAside("c")
        public FutureTask<String> get(long id) {
            return new FutureTask<>(() -> "");
        }
    }

    static class ContextOfAWrite {
        @WriteThrough(cache = "c", key = "#id")
        public String save(long id, CacheContext context) {
            return "";
        }
    }

    static class ContextOfMany {
        @CacheAside(cache = "c", keys = "#ids")
        public Map<Long, String> get(List<Long> ids, CacheContext context) {
            return Map.of();
        }
    }

    static class TwoContexts {
        @CacheAside("c")
        public String get(long id, CacheContext context, CacheContext other) {
            return "";
        }
    }

    static class ContextAsKey {
        @CacheAside(cache = "c", key = "#context")
        public String get(long id, CacheContext context) {
            return "";
        }
    }
}
