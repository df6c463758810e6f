package dev.cachekit.inprocess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.spi.Tagging;
import java.util.List;
import org.junit.jupiter.api.Test;

class TagTableTest {

    @Test
    void allowsWhatWasReadAfterTheInvalidation() {
        TagTable table = new TagTable();
        Tagging before = hot(table);

        table.invalidate(List.of("hot"));

        assertThat(table.allows(before)).isFalse();
        assertThat(table.allows(hot(table))).isTrue();
    }

    @Test
    void refusesAReadingThatNobodyTook() {
        assertThat(new TagTable().allows(new Tagging(0, List.of("hot")))).isFalse();
    }

    @Test
    void asksNothingOfWhatHasNoTags() {
        assertThat(new TagTable().allows(Tagging.NONE)).isTrue();
    }

    @Test
    void aFullTableCountsAllTagsAsInvalidated() {
        TagTable table = new TagTable(2);
        Tagging before = hot(table);
        table.invalidate(List.of("a"));
        table.invalidate(List.of("b"));
        assertThat(table.allows(before)).isTrue();

        table.invalidate(List.of("c"));

        assertThat(table.allows(before)).isFalse();
        assertThat(table.allows(hot(table))).isTrue();
    }

    @Test
    void aReplacedTableStillKnowsTheTagsThatReplacedIt() {
        TagTable table = new TagTable(1);
        table.invalidate(List.of("a"));
        Tagging before = hot(table);

        table.invalidate(List.of("hot"));

        assertThat(table.allows(before)).isFalse();
    }

    private static Tagging hot(TagTable table) {
        return Tagging.of(table.clock(), List.of("hot"));
    }
}
