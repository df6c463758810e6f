package dev.cachekit.cluster;

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

/** A JVM that runs {@link Node}, seen from the test. It ends with its standard input, so none outlives the test's JVM. */
public final class NodeProcess implements AutoCloseable {

    /** Begins each line of the process that is an answer. */
    public static final String ANSWER = "::";

    private static final List<String> QUICK_START = List.of("-Xmx256m", "-XX:TieredStopAtLevel=1");
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String LOADING = "loading ";

    private final Process process;
    private final PrintStream commands;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> loading = new LinkedBlockingQueue<>();

    private NodeProcess(Process process) {
        this.process = process;
        this.commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        Thread reader = new Thread(this::read, "answers of node " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    static NodeProcess start(String redisUrl) {
        return start(Node.class, redisUrl);
    }

    /** Starts a process of another kind, which answers once it is ready. */
    static NodeProcess start(Class<?> main, String... arguments) {
        return start(QUICK_START, ownClassPath(), main, arguments);
    }

    /** Starts a node whose class path begins with a directory, which replaces resources of the same names. */
    static NodeProcess startMutant(String redisUrl, Path replacements) {
        return startMutant(replacements, Node.class, redisUrl);
    }

    /** Starts a process of another kind whose class path begins with a directory. */
    static NodeProcess startMutant(Path replacements, Class<?> main, String... arguments) {
        return start(QUICK_START, replacements + File.pathSeparator + ownClassPath(), main, arguments);
    }

    /**
     * Starts a process that answers once it is ready, and waits for that.
     *
     * @param options of the JVM
     * @param classPath of the JVM
     * @param main ends when its standard input does
     * @param arguments of the program
     */
    public static NodeProcess start(List<String> options, String classPath, Class<?> main, String... arguments) {
        try {
            NodeProcess node = new NodeProcess(new ProcessBuilder(command(options, classPath, main, arguments))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
            node.answer();
            return node;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a command, whose answer is to be asked for later. */
    public void send(String command) {
        commands.println(command);
    }

    /** Returns the next answer to a command. */
    public String answer() {
        return next(answers);
    }

    /** Sends a command and returns its answer. */
    public String ask(String command) {
        send(command);
        return answer();
    }

    /** Waits until the node's loader has been called. */
    void awaitLoading() {
        next(loading);
    }

    /** Lets the process stand still. */
    void freeze() {
        signal("STOP");
    }

    void thaw() {
        signal("CONT");
    }

    private void signal(String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void kill() {
        process.destroyForcibly();
        close();
    }

    @Override
    public void close() {
        commands.close();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static String next(BlockingQueue<String> queue) {
        try {
            String line = queue.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (line == null) {
                throw new IllegalStateException("the node did not answer within " + PATIENCE);
            }
            return line;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the node", e);
        }
    }

    private void read() {
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(ANSWER)) {
                    sort(line.substring(ANSWER.length()));
                }
            }
        } catch (IOException ended) {
            // a killed process closes its output at any place
        }
    }

    private void sort(String line) {
        (line.startsWith(LOADING) ? loading : answers).add(line);
    }

    /** The class path of this JVM. */
    public static String ownClassPath() {
        return System.getProperty("java.class.path");
    }

    private static List<String> command(List<String> options, String classPath, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
        command.addAll(options);
        command.add("-cp");
        command.add(classPath);
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return command;
    }
}
