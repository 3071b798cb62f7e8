package crossreview.rules;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A source file as the compiler's parser sees it, beside its text. */
record SourceFile(
    String name, String text, SourceText split, CompilationUnitTree tree, SourcePositions places) {

  private static final Pattern HEADER = Pattern.compile("(package|import) [\\w. ]+(\\*)?;");

  /** Every source below a directory; an absent directory has none. */
  static List<SourceFile> below(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      return parsed(
          files.filter(f -> f.toString().endsWith(".java")).sorted().map(InMemory::of).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static SourceFile of(String name, String text) {
    return parsed(List.of(new InMemory(name, text))).getFirst();
  }

  /** One task for all: starting the compiler takes longer than reading a file. */
  private static List<SourceFile> parsed(List<InMemory> files) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    JavacTask task = (JavacTask) compiler.getTask(null, null, null, null, null, files);
    List<SourceFile> parsed = new ArrayList<>();
    try {
      for (CompilationUnitTree tree : task.parse()) {
        String name = tree.getSourceFile().getName().substring("/".length());
        String text = tree.getSourceFile().getCharContent(true).toString();
        SourcePositions places = Trees.instance(task).getSourcePositions();
        parsed.add(new SourceFile(name, text, SourceText.of(text), tree, places));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return parsed;
  }

  /** The text of a file of the project. */
  static String textOf(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The line of a character, counted from 1. */
  long line(long position) {
    return tree.getLineMap().getLineNumber(position);
  }

  /** The lines of the file without its package line and its imports: those are not read. */
  long lines() {
    return text.lines().filter(line -> !HEADER.matcher(line).lookingAt()).count();
  }

  private static final class InMemory extends SimpleJavaFileObject {
    private final String text;

    InMemory(String name, String text) {
      super(URI.create("string:///" + name), Kind.SOURCE);
      this.text = text;
    }

    static InMemory of(Path file) {
      return new InMemory(file.toString(), textOf(file));
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
