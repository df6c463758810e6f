package dev.cachekit.spring.autoconfigure;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

/** The classes of this test once more, without the modules of binary formats. */
final class ClassPathWithoutFormats implements AutoCloseable {

    private static final String FORMATS = "jackson-dataformat-";

    private final URLClassLoader classes = new URLClassLoader(urls(), ClassLoader.getPlatformClassLoader());

    String call(String url) throws Exception {
        return (String) ask("call", String.class, url);
    }

    String refusal(String... properties) throws Exception {
        return (String) ask("refusal", String[].class, properties);
    }

    private Object ask(String method, Class<?> parameter, Object argument) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(classes);
        try {
            return classes.loadClass(NodeWithoutFormats.class.getName())
                    .getMethod(method, parameter)
                    .invoke(null, argument);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static URL[] urls() {
        List<String> classPath = List.of(System.getProperty("java.class.path").split(File.pathSeparator));
        URL[] urls = classPath.stream()
                .filter(path -> !path.contains(FORMATS))
                .map(ClassPathWithoutFormats::url)
                .toArray(URL[]::new);
        if (urls.length == classPath.size()) {
            throw new IllegalStateException("no " + FORMATS + " on the class path, so nothing was left out");
        }
        return urls;
    }

    private static URL url(String path) {
        try {
            return Path.of(path).toUri().toURL();
        } catch (MalformedURLException failure) {
            throw new IllegalArgumentException(failure);
        }
    }

    @Override
    public void close() throws Exception {
        classes.close();
    }
}
