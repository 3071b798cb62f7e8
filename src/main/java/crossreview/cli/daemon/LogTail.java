package crossreview.cli.daemon;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The end of the log and what follows, across the files that are put aside. Blocking; one thread.
 */
final class LogTail implements AutoCloseable {
  private static final Pattern PUT_ASIDE =
      Pattern.compile("crossreview\\.(\\d{4}-\\d\\d-\\d\\d)\\.(\\d{1,9})\\.log");
  private static final int BLOCK = 64 * 1024;

  private final Path file;
  private final StringBuilder begun = new StringBuilder(); // of a line that is not complete
  private @Nullable SeekableByteChannel open; // null until the file is there
  private @Nullable Object key; // of the file that is open

  LogTail(Path file) {
    this.file = file;
  }

  /** All files of the log, oldest first; empty when there is none. */
  List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(file.resolveSibling(""))) {
      all.forEach(each -> {
        if (PUT_ASIDE.matcher(each.getFileName().toString()).matches()) {
          files.add(each);
        }
      });
    } catch (NoSuchFileException e) {
      return List.of();
    }
    files.sort(Comparator.comparing(LogTail::day).thenComparing(LogTail::number));
    if (Files.isRegularFile(file)) {
      files.add(file);
    }
    return files;
  }

  private static String day(Path path) {
    return parts(path).group(1);
  }

  private static int number(Path path) {
    return Integer.parseInt(parts(path).group(2));
  }

  private static Matcher parts(Path path) {
    Matcher matcher = PUT_ASIDE.matcher(path.getFileName().toString());
    if (!matcher.matches()) {
      throw new IllegalStateException(path + " was chosen by this pattern");
    }
    return matcher;
  }

  /** The last lines of all files together; holds no more than these. */
  List<String> last(int count) throws IOException {
    List<Path> files = files();
    List<String> lines = new ArrayList<>();
    for (int i = files.size() - 1; i >= 0 && lines.size() < count; i--) {
      List<String> more = new ArrayList<>(end(files.get(i), count - lines.size()));
      more.addAll(lines);
      lines = more;
    }
    return lines;
  }

  private static List<String> end(Path path, int count) throws IOException {
    Deque<String> lines = new ArrayDeque<>();
    try (BufferedReader reader = Files.newBufferedReader(path)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (lines.size() == count) {
          lines.removeFirst();
        }
        lines.addLast(line);
      }
    } catch (NoSuchFileException e) {
      return List.of(); // removed while it was looked for: it was the oldest
    }
    return List.copyOf(lines);
  }

  /** From now on {@link #next} gives what is written after this. */
  void skip() throws IOException {
    reopen();
    if (open != null) {
      open.position(open.size());
    }
  }

  /** Gives the complete lines that were written since the last call. */
  void next(Consumer<String> lines) throws IOException {
    read(lines);
    if (replaced()) {
      read(lines); // what came between the reading and the change of files
      reopen();
      read(lines);
    }
  }

  private boolean replaced() throws IOException {
    if (!Files.exists(file)) {
      return false; // between two files
    }
    return open == null || !fileKey().equals(key) || open.size() < open.position();
  }

  private void reopen() throws IOException {
    close();
    open = null;
    if (Files.exists(file)) {
      key = fileKey();
      open = Files.newByteChannel(file);
    }
  }

  private Object fileKey() throws IOException {
    Object found = Files.readAttributes(file, "fileKey").get("fileKey");
    return found == null ? file : found;
  }

  private void read(Consumer<String> lines) throws IOException {
    if (open == null) {
      return;
    }
    ByteBuffer block = ByteBuffer.allocate(BLOCK);
    while (open.read(block) > 0) {
      int complete = complete(block);
      begun.append(new String(block.array(), 0, complete, StandardCharsets.UTF_8));
      open.position(open.position() - (block.position() - complete));
      block.clear();
      int end = begun.indexOf("\n");
      while (end >= 0) {
        lines.accept(begun.substring(0, end));
        begun.delete(0, end + 1);
        end = begun.indexOf("\n");
      }
      if (complete == 0) {
        return;
      }
    }
  }

  /** Up to the last newline: a character is never cut; a block without one is taken as it is. */
  private static int complete(ByteBuffer block) {
    for (int i = block.position() - 1; i >= 0; i--) {
      if (block.get(i) == '\n') {
        return i + 1;
      }
    }
    return block.hasRemaining() ? 0 : block.position();
  }

  @Override
  public void close() throws IOException {
    if (open != null) {
      open.close();
    }
  }
}
