package dev.cachekit.torture.mutant;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Loads the framework anew, with a mutant's classes and scripts before the real ones. Everything else is shared with the
 * test.
 */
final class IsolatedLoader extends URLClassLoader {

    private static final String OURS = "dev.cachekit.";
    private static final String OUR_FILES = "dev/cachekit/";

    IsolatedLoader(List<Path> overrides) {
        super(urls(overrides), IsolatedLoader.class.getClassLoader());
    }

    private static URL[] urls(List<Path> overrides) {
        Stream<Path> classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of);
        return Stream.concat(overrides.stream(), classPath)
                .map(IsolatedLoader::url)
                .toArray(URL[]::new);
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException failure) {
            throw new IllegalArgumentException(failure);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OURS)) {
            return super.loadClass(name, resolve);
        }
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? findClass(name) : loaded;
    }

    @Override
    public @Nullable URL getResource(String name) {
        return name.startsWith(OUR_FILES) ? findResource(name) : super.getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return name.startsWith(OUR_FILES) ? findResources(name) : super.getResources(name);
    }
}
