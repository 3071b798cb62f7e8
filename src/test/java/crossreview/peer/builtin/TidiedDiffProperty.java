package crossreview.peer.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.diff.DiffParser;
import crossreview.diff.DiffParser.ParsedDiff;
import crossreview.diff.UnifiedDiff;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every diff; the seed in a failure's name makes the same diff again. */
class TidiedDiffProperty {
  private static final List<String> PIECES =
      List.of(
          "",
          "a();",
          "  b(); ",
          "\tif (x) {",
          "}",
          "System.out.println(\"x\");",
          "<<<<<<< HEAD",
          "=======",
          ">>>>>>> theirs",
          "||||||| base",
          "-- x",
          "++ y",
          "@@ -1 +1 @@",
          "c();\r",
          "apiKey = \"sk-demo-7Qx2Lr9Vw4Tz8Kc1Nb6Md3Hf\";",
          "e.printStackTrace();",
          " \td();",
          "-----BEGIN PRIVATE KEY-----",
          "0123456789abcdef".repeat(4),
          "-----END PRIVATE KEY-----",
          "DB_PASSWORD=aB3dE6gH9kL2",
          "x = 1;\t",
          "// words",
          "diff --git a/x b/x",
          "\\ odd");

  static LongStream seeds() {
    return LongStream.range(0, 400);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void readingAndPrintingGivesTheSameText(long seed) {
    String text = new Generator(seed).diff();

    ParsedDiff parsedDiff = DiffParser.parse(text);
    assertEquals(List.of(), parsedDiff.faults(), text);

    assertEquals(text, parsedDiff.diff().print());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aTidiedDiffCanBeReadAndHoldsNothingMechanical(long seed) {
    String text = new Generator(seed).diff();

    String tidied = TidyAuthor.repair(RulePanel.diff(text), text);

    if (tidied.isEmpty()) {
      return; // nothing of it was worth keeping
    }
    ParsedDiff parsedDiff = DiffParser.parse(tidied);
    assertEquals(List.of(), parsedDiff.faults(), tidied);
    assertEquals(tidied, parsedDiff.diff().print());
    parsedDiff.diff().files().forEach(TidiedDiffProperty::hunksFollowEachOther);
    assertEquals(removed(text), removed(tidied), "no removed line is touched");
    assertEquals("READY", RulePanel.status("secrets", tidied), tidied);
    assertEquals(List.of(), RulePanel.findings("structure", tidied), tidied);
    assertEquals(List.of(), mechanical(tidied), tidied);
    assertEquals(
        tidied, TidyAuthor.repair(RulePanel.diff(tidied), tidied), "a second time changes nothing");
  }

  /** Leftovers remain where taking them out would break code; all else is gone. */
  private static List<String> mechanical(String diff) {
    return RulePanel.findings("hygiene", diff).stream()
        .filter(finding -> finding.startsWith("blocking") && !finding.contains("leftover"))
        .toList();
  }

  /** What stands before a hunk on the new side is what the hunks before it made of the old side. */
  private static void hunksFollowEachOther(UnifiedDiff.DiffFile file) {
    int shift = 0;
    for (UnifiedDiff.Hunk hunk : file.hunks()) {
      assertEquals(first(hunk.before()) + shift, first(hunk.after()), hunk.header());
      shift += hunk.after().count() - hunk.before().count();
    }
  }

  private static int first(UnifiedDiff.LineRange lineRange) {
    return lineRange.start() + (lineRange.count() == 0 ? 1 : 0);
  }

  private static List<String> removed(String diff) {
    ParsedDiff parsedDiff = DiffParser.parse(diff);
    return parsedDiff.diff().files().stream()
        .flatMap(file -> file.hunks().stream())
        .flatMap(hunk -> hunk.lines().stream())
        .filter(diffLine -> diffLine.lineKind() == UnifiedDiff.LineKind.REMOVED)
        .map(UnifiedDiff.DiffLine::text)
        .toList();
  }

  /** Makes diffs that git could have made, with everything in them that a rule looks for. */
  private static final class Generator {
    private final Random random;
    private final StringBuilder out = new StringBuilder();

    Generator(long seed) {
      random = new Random(seed);
    }

    String diff() {
      int files = 1 + random.nextInt(3);
      for (int i = 0; i < files; i++) {
        file("src/F" + i + (random.nextBoolean() ? ".java" : ".js"));
      }
      return out.toString();
    }

    private void file(String path) {
      boolean created = random.nextInt(4) == 0;
      out.append("diff --git a/").append(path).append(" b/").append(path).append('\n');
      out.append(created ? "new file mode 100644\n--- /dev/null" : "--- a/" + path);
      out.append("\n+++ b/").append(path).append('\n');
      int oldStart = created ? 0 : 1 + random.nextInt(5);
      int shift = 0;
      int hunks = created ? 1 : 1 + random.nextInt(3);
      for (int i = 0; i < hunks; i++) {
        List<String> lines = lines(created);
        int before = count(lines, '-');
        int after = count(lines, '+');
        int newStart = oldStart + shift + (before == 0 ? 1 : 0) - (after == 0 ? 1 : 0);
        header(oldStart, before, newStart, after);
        lines.forEach(line -> out.append(line).append('\n'));
        shift += after - before;
        oldStart += before + 2 + random.nextInt(4);
      }
    }

    private void header(int oldStart, int before, int newStart, int after) {
      out.append("@@ -").append(oldStart).append(before == 1 ? "" : "," + before);
      out.append(" +").append(newStart).append(after == 1 ? "" : "," + after).append(" @@");
      out.append(random.nextBoolean() ? " class A {" : "").append('\n');
    }

    private List<String> lines(boolean created) {
      List<String> lines = new ArrayList<>();
      int count = 1 + random.nextInt(12);
      for (int i = 0; i < count; i++) {
        String mark = created ? "+" : List.of(" ", "+", "+", "-").get(random.nextInt(4));
        lines.add(mark + PIECES.get(random.nextInt(PIECES.size())));
      }
      lines.add("+last();");
      if (random.nextInt(5) == 0) {
        lines.add("\\ No newline at end of file");
      }
      return lines;
    }

    private static int count(List<String> lines, char side) {
      return (int) lines.stream().filter(l -> l.charAt(0) == ' ' || l.charAt(0) == side).count();
    }
  }
}
