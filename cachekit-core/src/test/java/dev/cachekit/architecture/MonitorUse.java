package dev.cachekit.architecture;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Finds {@code synchronized} methods and blocks in sources; of the blocks, class files show no name to look for. */
public final class MonitorUse {

    private MonitorUse() {}

    /**
     * Looks through all Java sources below a folder.
     *
     * @param sources the folder
     * @return file and line of each use
     * @throws IOException if a source cannot be read
     */
    public static List<String> in(Path sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> paths = Files.walk(sources)) {
            List<Path> java =
                    paths.filter(path -> path.toString().endsWith(".java")).toList();
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(java));
            Finder finder = new Finder(Trees.instance(task));
            task.parse().forEach(unit -> finder.scan(unit, unit));
            return finder.found;
        }
    }

    private static final class Finder extends TreeScanner<@Nullable Void, CompilationUnitTree> {

        private final List<String> found = new ArrayList<>();
        private final Trees trees;

        Finder(Trees trees) {
            this.trees = trees;
        }

        @Override
        public @Nullable Void visitSynchronized(SynchronizedTree block, CompilationUnitTree unit) {
            add(block, unit);
            return super.visitSynchronized(block, unit);
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, CompilationUnitTree unit) {
            if (method.getModifiers().getFlags().contains(Modifier.SYNCHRONIZED)) {
                add(method, unit);
            }
            return super.visitMethod(method, unit);
        }

        private void add(Tree tree, CompilationUnitTree unit) {
            long start = trees.getSourcePositions().getStartPosition(unit, tree);
            Path file = Path.of(unit.getSourceFile().toUri()).getFileName();
            found.add(file + ":" + unit.getLineMap().getLineNumber(start));
        }
    }
}
