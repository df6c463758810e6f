package dev.cachekit.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Random keys, from one seed, out of few characters so that texts that could collide do meet. */
class KeyTextPropertiesTest {

    private static final String CHARACTERS = "ab1:,=()[]{}*?\\% \n%null\ud83d\ude80\u00e9";
    private static final KeyText KEYS = KeyText.at("a test");

    private final Random random = new Random(20261121);

    /** What a key means, apart from the classes it is made of. */
    sealed interface Meaning {}

    record Text(String text) implements Meaning {}

    record Nothing() implements Meaning {}

    record Row(List<Meaning> parts) implements Meaning {}

    record Several(List<Meaning> parts) implements Meaning {}

    record Unordered(Set<Meaning> parts) implements Meaning {}

    record Mapping(Map<Meaning, Meaning> parts) implements Meaning {}

    record One(Object a) {}

    record Two(Object a, Object b) {}

    @Test
    void equalKeysHaveEqualTextsAndDifferentKeysDifferentOnes() {
        Map<String, Meaning> meanings = new HashMap<>();
        Map<Meaning, String> texts = new HashMap<>();
        for (int round = 0; round < 60_000; round++) {
            Meaning meaning = meaning(3);
            String text = KEYS.of(keyOf(meaning));

            assertThat(meanings.putIfAbsent(text, meaning)).isIn(null, meaning);
            assertThat(texts.putIfAbsent(meaning, text)).isIn(null, text);
        }
        assertThat(meanings).hasSizeGreaterThan(10_000).hasSizeLessThan(60_000);
    }

    @Test
    void differentListsOfPartsHaveDifferentTexts() {
        Map<String, List<Meaning>> seen = new HashMap<>();
        for (int round = 0; round < 60_000; round++) {
            List<Meaning> parts = meanings(2, 2 + random.nextInt(2));
            List<Object> keys = parts.stream().map(this::keyOf).collect(Collectors.toList());

            assertThat(seen.putIfAbsent(KEYS.ofParts(keys), parts)).isIn(null, parts);
        }
    }

    @Test
    void noUserTextHoldsASignOfStructureOrOfAGlob() {
        for (int round = 0; round < 20_000; round++) {
            assertThat(KEYS.of(text())).doesNotContainPattern("[:,=()\\[\\]{}*?\\\\\\s\\p{Cntrl}]");
        }
    }

    @Test
    void anyTextOfAnyCharactersIsEscapedWithoutLoss() {
        Map<String, String> seen = new HashMap<>();
        for (int c = 0; c <= 0xFFFF; c++) {
            String raw = "x" + (char) c;

            assertThat(seen.put(KEYS.of(raw), raw)).isNull();
        }
    }

    private Meaning meaning(int depth) {
        int kind = random.nextInt(depth == 0 ? 4 : 8);
        return switch (kind) {
            case 0 -> new Nothing();
            case 4 -> new Row(meanings(depth - 1, 1 + random.nextInt(2)));
            case 5 -> new Several(meanings(depth - 1, random.nextInt(3)));
            case 6 -> new Unordered(new LinkedHashSet<>(meanings(depth - 1, random.nextInt(3))));
            case 7 -> mapping(depth - 1);
            default -> new Text(text());
        };
    }

    private Meaning mapping(int depth) {
        Map<Meaning, Meaning> parts = new LinkedHashMap<>();
        for (int size = random.nextInt(3); size > 0; size--) {
            parts.put(meaning(depth), meaning(depth));
        }
        return new Mapping(parts);
    }

    private List<Meaning> meanings(int depth, int size) {
        List<Meaning> parts = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            parts.add(meaning(depth));
        }
        return parts;
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(4); length > 0; length--) {
            text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        }
        return text.toString();
    }

    private Object keyOf(Meaning meaning) {
        if (meaning instanceof Text text) {
            return scalar(text.text());
        }
        if (meaning instanceof Row row) {
            List<Object> keys = keysOf(row.parts());
            return keys.size() == 1 ? new One(keys.get(0)) : new Two(keys.get(0), keys.get(1));
        }
        if (meaning instanceof Several several) {
            List<Object> keys = keysOf(several.parts());
            return random.nextBoolean() || keys.contains(null) ? keys.toArray() : new ArrayDeque<>(keys);
        }
        if (meaning instanceof Unordered unordered) {
            List<Object> keys = keysOf(unordered.parts());
            Collections.shuffle(keys, random);
            return new LinkedHashSet<>(keys);
        }
        return meaning instanceof Mapping mapping ? mapOf(mapping) : random.nextBoolean() ? null : Optional.empty();
    }

    private Object scalar(String text) {
        if (text.equals("1") || text.equals("11")) {
            return List.of(Integer.valueOf(text), Long.valueOf(text), new BigInteger(text), Double.valueOf(text), text)
                    .get(random.nextInt(5));
        }
        return text.length() == 1 && random.nextBoolean() ? (Object) text.charAt(0) : text;
    }

    private Object mapOf(Mapping mapping) {
        List<Meaning> keys = new ArrayList<>(mapping.parts().keySet());
        Collections.shuffle(keys, random);
        Map<Object, Object> map = new LinkedHashMap<>();
        keys.forEach(key -> map.put(keyOf(key), keyOf(mapping.parts().get(key))));
        return map;
    }

    private List<Object> keysOf(Iterable<Meaning> parts) {
        List<Object> keys = new ArrayList<>();
        parts.forEach(part -> keys.add(keyOf(part)));
        return keys;
    }
}
