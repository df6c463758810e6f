package dev.cachekit.spring.aop.selfcall;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Compiles a class with the compiler of the running Java and options of one's own. */
public final class CompiledClass {

    private CompiledClass() {}

    /**
     * Compiles and loads a class without a package, and all that stands in it.
     *
     * @param name its name
     * @param source its source
     * @param options of the compiler
     * @return the class, whose loader also gives its code
     */
    public static Class<?> of(String name, String source, String... options) throws ClassNotFoundException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Map<String, ByteArrayOutputStream> code = new HashMap<>();
        List<String> all = new ArrayList<>(List.of("-proc:none", "-classpath", System.getProperty("java.class.path")));
        all.addAll(Arrays.asList(options));
        JavaFileObject text =
                new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreErrors) {
                        return source;
                    }
                };
        JavaFileManager files =
                new ForwardingJavaFileManager<JavaFileManager>(compiler.getStandardFileManager(null, null, null)) {
                    @Override
                    public JavaFileObject getJavaFileForOutput(
                            Location location, String type, JavaFileObject.Kind kind, FileObject sibling) {
                        return new SimpleJavaFileObject(URI.create("bytes:///" + type + ".class"), kind) {
                            @Override
                            public OutputStream openOutputStream() {
                                return code.computeIfAbsent(type, first -> new ByteArrayOutputStream());
                            }
                        };
                    }
                };
        if (!compiler.getTask(null, files, null, all, null, List.of(text)).call()) {
            throw new IllegalArgumentException("does not compile: " + name);
        }
        return new Loader(code).loadClass(name);
    }

    private static final class Loader extends ClassLoader {
        private final Map<String, ByteArrayOutputStream> code;

        Loader(Map<String, ByteArrayOutputStream> code) {
            super(CompiledClass.class.getClassLoader());
            this.code = code;
        }

        @Override
        protected Class<?> findClass(String wanted) throws ClassNotFoundException {
            ByteArrayOutputStream found = code.get(wanted);
            if (found == null) {
                throw new ClassNotFoundException(wanted);
            }
            return defineClass(wanted, found.toByteArray(), 0, found.size());
        }

        @Override
        public @Nullable InputStream getResourceAsStream(String resource) {
            ByteArrayOutputStream found = code.get(resource.replace(".class", ""));
            return found == null ? super.getResourceAsStream(resource) : new ByteArrayInputStream(found.toByteArray());
        }
    }
}
