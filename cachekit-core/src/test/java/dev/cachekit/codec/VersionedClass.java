package dev.cachekit.codec;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles one version of a class in memory and loads it by itself. */
final class VersionedClass {

    private VersionedClass() {}

    static Class<?> compile(String name, String source) throws ClassNotFoundException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        JavaFileManager files = intoMemory(compiler, bytes);
        List<String> options = List.of("-proc:none");
        boolean done = compiler.getTask(null, files, null, options, null, List.of(file(name, source)))
                .call();
        if (!done) {
            throw new IllegalArgumentException("does not compile: " + source);
        }
        return loader(bytes.toByteArray()).loadClass(name);
    }

    private static ClassLoader loader(byte[] bytes) {
        return new ClassLoader(VersionedClass.class.getClassLoader()) {
            @Override
            protected Class<?> findClass(String name) {
                return defineClass(name, bytes, 0, bytes.length);
            }
        };
    }

    private static JavaFileObject file(String name, String source) {
        return new SimpleJavaFileObject(URI.create("memory:/" + name + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
    }

    private static JavaFileManager intoMemory(JavaCompiler compiler, OutputStream out) {
        return new ForwardingJavaFileManager<>(compiler.getStandardFileManager(null, null, null)) {
            @Override
            public JavaFileObject getJavaFileForOutput(
                    Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
                return new SimpleJavaFileObject(URI.create("memory:/" + name + ".class"), kind) {
                    @Override
                    public OutputStream openOutputStream() {
                        return out;
                    }
                };
            }
        };
    }
}
