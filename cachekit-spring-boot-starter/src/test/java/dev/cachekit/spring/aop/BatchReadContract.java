package dev.cachekit.spring.aop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.annotation.WriteThrough;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** Methods with many keys: each element is cached by itself, and only what is missing is asked for. */
abstract class BatchReadContract {

    /** Gives the backend; empty for the in-process one. */
    abstract Class<?>[] backend();

    static class Items {

        private final List<Collection<Long>> asked = new ArrayList<>();

        @CacheAside(cache = "item", keys = "#ids", unless = "#result == 'item 13'")
        public Map<Long, String> byKey(Collection<Long> ids) {
            asked.add(List.copyOf(ids));
            Map<Long, String> items = new LinkedHashMap<>();
            ids.stream().filter(id -> id < 100).forEach(id -> items.put(id, "item " + id));
            return items;
        }

        @CacheAside(cache = "item", keys = "#ids", unless = "#result == 'item 13'")
        public List<@Nullable String> inOrder(List<Long> ids, boolean short0) {
            asked.add(List.copyOf(ids));
            List<@Nullable String> items = new ArrayList<>();
            ids.forEach(id -> items.add(id < 100 ? "item " + id : null));
            return short0 ? items.subList(1, items.size()) : items;
        }

        @CacheAside(cache = "item", keys = "#ids")
        public String[] array(long... ids) {
            asked.add(Arrays.stream(ids).boxed().toList());
            return Arrays.stream(ids).mapToObj(id -> "item " + id).toArray(String[]::new);
        }

        @CacheAside(cache = "item", keys = "#ids")
        public CompletableFuture<Map<Long, String>> later(Set<Long> ids) {
            return CompletableFuture.completedFuture(byKeyOf(ids));
        }

        @CacheAside(cache = "item", keys = "#ids")
        public Flux<String> stream(List<Long> ids) {
            return Flux.fromIterable(byKeyOf(ids).values());
        }

        private Map<Long, String> byKeyOf(Collection<Long> ids) {
            asked.add(new ArrayList<>(ids));
            Map<Long, String> items = new LinkedHashMap<>();
            ids.forEach(id -> items.put(id, "item " + id));
            return items;
        }

        @CacheAside(cache = "item", key = "#id")
        public String one(long id) {
            asked.add(List.of(id));
            return "item " + id;
        }

        @Invalidate(cache = "item", keys = "#ids")
        public void remove(List<Long> ids) {
            asked.add(List.of());
        }

        @WriteThrough(cache = "item", keys = "#names.keySet()", entry = "#names")
        public void write(Map<Long, String> names) {
            asked.add(List.of());
        }

        @WriteThrough(cache = "item", keys = "#ids", entry = "#names")
        public void writeInOrder(List<Long> ids, @Nullable Object names) {
            asked.add(List.of());
        }

        @CacheAside(cache = "item", keys = "#ids")
        public @Nullable Map<Long, String> nothing(Collection<Long> ids) {
            asked.add(List.copyOf(ids));
            return null;
        }

        @CacheAside(cache = "counts", keys = "#ids", nullTtl = "1m")
        public Map<Long, Long> counts(Collection<Long> ids) {
            return Map.of();
        }

        @CacheAside(cache = "counts", keys = "#ids", nullTtl = "1m")
        public long[] countsInOrder(long... ids) {
            return ids;
        }

        record Product(long id, String size) {}

        @CacheAside(cache = "products", keys = "#ids", key = "#result.id", unless = "#result?.size == 'XXL'")
        public List<Product> products(Collection<Long> ids) {
            asked.add(new ArrayList<>(ids));
            List<Product> products = new ArrayList<>();
            ids.stream().filter(id -> id < 100).forEach(id -> products.add(0, new Product(id, id == 13 ? "XXL" : "M")));
            return products;
        }

        @CacheAside(cache = "products", keys = "#ids", key = "#result.id", tags = "#result.size")
        public Flux<Product> published(List<Integer> ids) {
            return Flux.fromIterable(ids).filter(id -> id < 100).map(id -> new Product(id, "M"));
        }

        @CacheAside(cache = "products", keys = "#ids", key = "#result.id")
        public List<Product> others(List<Long> ids) {
            return List.of(new Product(ids.get(0) + 1, "M"));
        }

        @CacheAside(cache = "lists", key = "#size")
        public Flux<Integer> list(int size) {
            asked.add(List.of((long) size));
            return Flux.range(0, size);
        }

        List<Collection<Long>> asked() {
            return asked;
        }
    }

    void run(Consumer<Items> test) {
        Contexts.with(backend()).withBean(Items.class).run(context -> test.accept(context.getBean(Items.class)));
    }

    @Test
    void onlyMissingKeysAreAskedFor() {
        run(items -> {
            assertThat(items.byKey(List.of(1L, 2L))).isEqualTo(Map.of(1L, "item 1", 2L, "item 2"));
            assertThat(items.byKey(List.of(2L, 3L)).entrySet())
                    .containsExactly(Map.entry(2L, "item 2"), Map.entry(3L, "item 3"));
            assertThat(items.asked()).containsExactly(List.of(1L, 2L), List.of(3L));
        });
    }

    @Test
    void listsKeepTheirOrderAndWhatThereIsNot() {
        run(items -> {
            items.byKey(List.of(2L));
            assertThat(items.inOrder(List.of(3L, 2L, 200L, 3L), false))
                    .containsExactly("item 3", "item 2", null, "item 3");
            assertThat(items.inOrder(List.of(200L), false)).containsExactly((String) null);
            assertThat(items.asked()).containsExactly(List.of(2L), List.of(3L, 200L));
        });
    }

    @Test
    void whatAMapLeavesOutIsRememberedAsNothing() {
        run(items -> {
            assertThat(items.byKey(List.of(1L, 300L))).containsOnlyKeys(1L);
            assertThat(items.byKey(List.of(300L))).isEmpty();
            assertThat(items.asked()).hasSize(1);
        });
    }

    @Test
    void entriesAreSharedWithTheMethodForOneKey() {
        run(items -> {
            items.one(1);
            assertThat(items.byKey(List.of(1L, 2L))).hasSize(2);
            assertThat(items.one(2)).isEqualTo("item 2");
            assertThat(items.asked()).containsExactly(List.of(1L), List.of(2L));
        });
    }

    @Test
    void arraysAndLaterShapesShareThem() {
        run(items -> {
            assertThat(items.array(1, 2)).containsExactly("item 1", "item 2");
            assertThat(items.later(Set.of(2L)).join()).isEqualTo(Map.of(2L, "item 2"));
            assertThat(items.stream(List.of(2L, 4L)).collectList().block()).containsExactly("item 2", "item 4");
            assertThat(items.asked()).containsExactly(List.of(1L, 2L), List.of(4L));
        });
    }

    @Test
    void withoutKeysNobodyIsAsked() {
        run(items -> {
            assertThat(items.byKey(List.of())).isEmpty();
            assertThat(items.array()).isEmpty();
            assertThat(items.asked()).isEmpty();
        });
    }

    @Test
    void aVetoIsForOneElement() {
        run(items -> {
            items.byKey(List.of(12L, 13L));
            items.byKey(List.of(12L, 13L));
            assertThat(items.asked()).containsExactly(List.of(12L, 13L), List.of(13L));
        });
    }

    @Test
    void tooFewElementsAreAMistakeThatIsToldAndNotCached() {
        run(items -> {
            assertThatThrownBy(() -> items.inOrder(List.of(1L, 2L), true))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("was given 2 keys and returned 1 elements");
            assertThat(items.inOrder(List.of(1L, 2L), false)).containsExactly("item 1", "item 2");
        });
    }

    @Test
    void aMethodThatReturnsNoMapIsAMistakeThatIsToldAndNotCached() {
        run(items -> {
            assertThatThrownBy(() -> items.nothing(List.of(1L)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("was given 1 keys and returned null; return a Map");
            assertThat(items.byKey(List.of(1L))).hasSize(1);
        });
    }

    @Test
    void nullIsAKeyLikeAnyOther() {
        run(items -> {
            List<@Nullable Long> ids = Arrays.asList(7L, null);
            assertThat(items.later(new HashSet<>(ids)).join()).containsOnlyKeys(7L, null);
            assertThat(items.asked()).hasSize(1);
            assertThat(items.counts(ids)).isEmpty();
        });
    }

    @Test
    void anArrayOfPrimitivesCannotSayThatThereIsNothing() {
        run(items -> {
            items.counts(List.of(5L));
            assertThatThrownBy(() -> items.countsInOrder(5, 6))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("return a Map by key");
            assertThat(items.countsInOrder(6)).containsExactly(6);
        });
    }

    @Test
    void aPublisherCannotSayThatThereIsNothing() {
        run(items -> {
            items.inOrder(List.of(200L), false);
            assertThatThrownBy(
                            () -> items.stream(List.of(2L, 200L)).collectList().block())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("return a Map by key");
        });
    }

    @Test
    void elementsAreWrittenInTheOrderOfTheirKeys() {
        run(items -> {
            items.writeInOrder(List.of(1L, 2L), List.of("one", "two"));
            items.writeInOrder(List.of(3L, 4L), new String[] {"three", "four"});
            Map<Long, @Nullable String> some = new HashMap<>();
            some.put(5L, "five");
            items.writeInOrder(Arrays.asList(5L, 6L, null), some);
            items.asked().clear();
            assertThat(items.inOrder(List.of(1L, 2L, 3L, 4L, 5L, 6L), false))
                    .containsExactly("one", "two", "three", "four", "five", null);
            assertThat(items.asked()).isEmpty();
        });
    }

    @Test
    void anotherNumberOfEntriesThanKeysIsAMistakeThatLeavesTheKeysWithoutValues() {
        run(items -> {
            items.byKey(List.of(1L, 2L));
            items.asked().clear();
            assertThatThrownBy(() -> items.writeInOrder(List.of(1L, 2L), List.of("one")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("there are 2 keys but 1 entries");
            items.byKey(List.of(1L, 2L));
            assertThat(items.asked()).last().isEqualTo(List.of(1L, 2L));
        });
    }

    @Test
    void aListOfWhatThereIsTellsTheKeysOfItsElements() {
        run(items -> {
            assertThat(items.products(List.of(1L, 200L, 2L)))
                    .extracting(Items.Product::id)
                    .containsExactly(1L, 2L);
            assertThat(items.products(List.of(2L, 200L, 3L, 3L)))
                    .extracting(Items.Product::id)
                    .containsExactly(2L, 3L);
            assertThat(items.published(List.of(4, 1))
                            .map(Items.Product::id)
                            .collectList()
                            .block())
                    .containsExactly(4L, 1L);
            assertThat(items.asked()).containsExactly(List.of(1L, 200L, 2L), List.of(3L));
        });
    }

    @Test
    void anElementThatWasNotAskedForIsAMistakeThatIsToldAndNotCached() {
        run(items -> assertThatThrownBy(() -> items.others(List.of(1L)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("an element whose key it was not given"));
    }

    /** A list has a size of its own. */
    @Test
    void expressionsOverTheResultSeeOneElement() {
        run(items -> {
            items.products(List.of(12L, 13L));
            items.products(List.of(12L, 13L));
            assertThat(items.asked()).containsExactly(List.of(12L, 13L), List.of(13L));
        });
    }

    @Test
    void aPublisherOfTooManyElementsIsReturnedAndNotStored() {
        run(items -> {
            for (int size : new int[] {10_000, 10_000, 10_001, 10_001}) {
                assertThat(items.list(size).collectList().block()).hasSize(size);
            }
            assertThat(items.asked()).containsExactly(List.of(10_000L), List.of(10_001L), List.of(10_001L));
        });
    }

    @Test
    void manyKeysAreRemovedAndWrittenTogether() {
        run(items -> {
            items.byKey(List.of(1L, 2L, 3L));
            items.remove(List.of(1L, 2L));
            items.write(Map.of(3L, "new 3"));
            assertThat(items.byKey(List.of(1L, 2L, 3L))).isEqualTo(Map.of(1L, "item 1", 2L, "item 2", 3L, "new 3"));
            assertThat(items.asked()).last().isEqualTo(List.of(1L, 2L));
        });
    }
}
