package crossreview.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.diff.UnifiedDiff.DiffFile;
import crossreview.diff.UnifiedDiff.Hunk;
import crossreview.diff.text.TextAnalysis;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Diffs that git makes of random trees have the files and lines that git counts itself. */
class RealGitProperty {
  private static final List<String> LINES =
      List.of("a", "b", "", "-- x", "++ y", "@@ -1 +1 @@", "diff --git a/x b/x", "c\r", "é", " d");
  private static final List<String> NAMES =
      List.of("a", "b/a", "d/a/a", "b/b b", "c d/e", "größe", "q\"q", "x -> y", "b/c", "a b/a b");
  private static final List<List<String>> STYLES =
      List.of(
          List.of(),
          List.of("--no-prefix"),
          List.of("--src-prefix=old/", "--dst-prefix=new/"),
          List.of("-U0"),
          List.of("--binary", "-U7"));

  @TempDir Path tree;

  static LongStream seeds() {
    return LongStream.range(0, 15);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aDiffOfGitHasTheFilesAndLinesThatGitCounts(long seed) throws Exception {
    Random random = new Random(seed);
    git("init", "-q");
    write(random);
    git("add", "-A");
    git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "base", "--allow-empty");
    write(random);
    git("add", "-A");

    Map<String, String> counted = numstat();

    for (List<String> style : STYLES) {
      List<String> command = new ArrayList<>(List.of("diff", "--cached", "--no-renames"));
      command.addAll(style);
      String text = git(command.toArray(String[]::new));
      TextAnalysis reading = TextAnalysis.of("stdin", "", text);
      assertEquals(List.of(), reading.faults(), text);
      assertEquals(counted, shown(reading), style + "\n" + text);
      assertEquals(headers(text), hunks(reading), text);
      if (reading.isDiff()) {
        assertEquals(text, reading.diff().orElseThrow().print());
      }
    }
  }

  private void write(Random random) throws IOException {
    for (String name : NAMES) {
      Path file = tree.resolve(name);
      if (random.nextInt(3) == 0) {
        Files.deleteIfExists(file);
      } else if (random.nextInt(3) > 0) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content(random));
      }
    }
    byte[] picture = new byte[20]; // of NUL bytes, so that git calls it binary
    picture[0] = (byte) random.nextInt();
    Files.write(tree.resolve("p.png"), picture);
  }

  private static String content(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(30); i > 0; i--) {
      text.append(LINES.get(random.nextInt(LINES.size()))).append('\n');
    }
    boolean cut = !text.isEmpty() && random.nextInt(4) == 0;
    return cut ? text.substring(0, text.length() - 1) : text.toString();
  }

  /** Added and removed lines by path, as git counts them. */
  private Map<String, String> numstat() throws Exception {
    Map<String, String> counted = new TreeMap<>();
    for (String line : git("diff", "--cached", "--no-renames", "--numstat", "-z").split("\0")) {
      if (!line.isEmpty()) {
        String[] columns = line.split("\t", 3);
        counted.put(columns[2], columns[0] + " " + columns[1]);
      }
    }
    return counted;
  }

  private static Map<String, String> shown(TextAnalysis reading) {
    Map<String, String> shown = new TreeMap<>();
    for (DiffFile file : reading.files()) {
      long added = file.hunks().stream().mapToLong(Hunk::added).sum();
      long removed = file.hunks().stream().mapToLong(Hunk::removed).sum();
      String counts = file.fileMetadata().binary() ? "- -" : added + " " + removed;
      shown.put(file.fileMetadata().path(), counts);
    }
    return shown;
  }

  /** Every line of content has a mark before it, so only headers begin so. */
  private static long headers(String text) {
    return List.of(text.split("\n")).stream().filter(line -> line.startsWith("@@ ")).count();
  }

  private static long hunks(TextAnalysis reading) {
    return reading.files().stream().mapToLong(file -> file.hunks().size()).sum();
  }

  private String git(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("git", "-c", "core.autocrlf=false"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(tree.toFile());
    builder.environment().put("HOME", tree.toString());
    builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    Process git = builder.redirectErrorStream(true).start();
    String out = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(git.waitFor() == 0, out);
    return out;
  }
}
