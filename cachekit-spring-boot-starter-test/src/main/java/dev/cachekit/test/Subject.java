package dev.cachekit.test;

import org.assertj.core.api.Descriptable;
import org.assertj.core.description.Description;
import org.assertj.core.error.DescriptionFormatter;
import org.jspecify.annotations.Nullable;

/** What the test calls that which it asks about; it stands before each failure. Used by one test. */
final class Subject implements Descriptable<Subject> {

    private @Nullable Description description;

    @Override
    public Subject describedAs(Description words) {
        description = words;
        return this;
    }

    /** Returns what an assertion throws that does not hold. */
    AssertionError failure(String format, @Nullable Object... arguments) {
        return new AssertionError(DescriptionFormatter.instance().format(description) + format.formatted(arguments));
    }
}
