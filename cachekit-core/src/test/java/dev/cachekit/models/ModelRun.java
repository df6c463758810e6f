package dev.cachekit.models;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One way to run one model, as a line in the head of the model tells: {@code // run name : -Dflags : holds}. A protocol
 * that holds violates nothing within the bounds that the flags set; one that fails has a fault that must be found.
 *
 * @param model the file
 * @param name what is run, unique within the model
 * @param flags settings of the model
 * @param holds whether the protocol holds
 */
record ModelRun(Path model, String name, List<String> flags, boolean holds) {

    private static final Path MODELS = Path.of("src", "test", "spin").toAbsolutePath();
    private static final Pattern LINE = Pattern.compile("(?m)^// run ([^:]+?) *: (.+?) : (holds|fails)$");

    static List<ModelRun> all() {
        try (Stream<Path> models = Files.list(MODELS)) {
            return models.sorted().flatMap(ModelRun::of).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Stream<ModelRun> of(Path model) {
        try {
            return LINE.matcher(Files.readString(model)).results().map(line -> of(model, line));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static ModelRun of(Path model, MatchResult line) {
        return new ModelRun(
                model,
                line.group(1),
                List.of(line.group(2).split(" ")),
                line.group(3).equals("holds"));
    }

    @Override
    public String toString() {
        return model.getFileName() + ": " + name;
    }
}
