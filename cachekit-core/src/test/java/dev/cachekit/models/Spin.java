package dev.cachekit.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The model checker Spin: it makes a C program of a model, and that program visits every state. Used by one thread. */
final class Spin {

    private static final long LONGEST_MINUTES = 20;

    private final Path directory;

    /** Works in an empty directory. */
    Spin(Path directory) {
        this.directory = directory;
    }

    /** Tells whether a program is there, by asking it for its version. */
    static boolean isInstalled(String program, String versionFlag) {
        try {
            return new ProcessBuilder(program, versionFlag)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    Verdict check(ModelRun run) throws IOException, InterruptedException {
        Files.copy(run.model(), directory.resolve("model.pml"));
        List<String> generate = new ArrayList<>(List.of("spin", "-a"));
        generate.addAll(run.flags());
        generate.add("model.pml");
        succeed(generate);
        // SAFETY: assertions and dead ends only; COLLAPSE: a quarter of the memory; MEMLIM: megabytes
        succeed(List.of("gcc", "-O1", "-w", "-DSAFETY", "-DCOLLAPSE", "-DMEMLIM=6144", "-o", "pan", "pan.c"));
        return new Verdict(run(List.of("./pan", "-m2000000", "-w24")).output());
    }

    private record Ended(int status, String output) {}

    private void succeed(List<String> command) throws IOException, InterruptedException {
        Ended ended = run(command);
        // spin ends with 0 also when it has found a mistake
        if (ended.status() != 0 || ended.output().contains("rror:")) {
            throw new IllegalStateException(String.join(" ", command) + " failed:\n" + ended.output());
        }
    }

    private Ended run(List<String> command) throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
                throw new IllegalStateException(command + " ran longer than " + LONGEST_MINUTES + " minutes");
            }
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readString(output));
    }
}
