package dev.cachekit.torture;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A JVM of its own with the class path of the test. It ends when its standard input does, hence with this JVM; a stopped
 * one is killed by a shutdown hook.
 */
final class JavaProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Process process;
    private final PrintStream commands;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final Thread onExit;

    private JavaProcess(Process process, String answerPrefix) {
        this.process = process;
        this.commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        this.onExit = new Thread(process::destroyForcibly, "end of " + process.pid());
        Runtime.getRuntime().addShutdownHook(onExit);
        Thread reader = new Thread(() -> read(answerPrefix), "answers of " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts a process.
     *
     * @param main the class to run
     * @param overrides directories that come first on the class path: what is in them replaces classes and scripts
     * @param log the file for its standard error
     * @param answerPrefix with what lines of its output begin that are answers
     * @param arguments the program's arguments
     */
    static JavaProcess start(
            Class<?> main, List<Path> overrides, Path log, String answerPrefix, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
        command.addAll(List.of("-cp", classPath(overrides), main.getName()));
        command.addAll(arguments);
        try {
            return new JavaProcess(
                    new ProcessBuilder(command).redirectError(log.toFile()).start(), answerPrefix);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String classPath(List<Path> overrides) {
        StringBuilder path = new StringBuilder();
        overrides.forEach(directory -> path.append(directory).append(File.pathSeparator));
        return path.append(System.getProperty("java.class.path")).toString();
    }

    void send(String command) {
        commands.println(command);
    }

    /** Returns the next answer. */
    String answer() {
        try {
            String line = answers.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (line == null) {
                throw new IllegalStateException("process " + process.pid() + " said nothing for " + PATIENCE);
            }
            return line;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an answer", interrupted);
        }
    }

    /** Sends {@code STOP}: the process stands still. */
    void freeze() {
        Signal.send(process.pid(), "STOP");
    }

    void thaw() {
        Signal.send(process.pid(), "CONT");
    }

    /** Sends {@code KILL} and waits until it is gone. */
    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    private void read(String answerPrefix) {
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(answerPrefix)) {
                    answers.add(line);
                }
            }
        } catch (IOException ended) {
            // a killed process closes its output at any place
        }
    }

    @Override
    public void close() {
        kill();
        commands.close();
        Runtime.getRuntime().removeShutdownHook(onExit);
    }
}
