package crossreview.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.finding.Citation;
import crossreview.verdict.CitationResolver.CitationReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any line of any diff is located exactly, by its number and by its text. */
class CitationResolverProperty {
  /** What is true about one row of a diff that was made at random. */
  private record Truth(String path, long line, String content) {}

  private final StringBuilder text = new StringBuilder();
  private final List<Truth> truths = new ArrayList<>();

  static List<Long> seeds() {
    return new Random(20_251_123L).longs(60).boxed().toList();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anyLineOfAnyDiffIsLocatedExactly(long seed) {
    generate(new Random(seed));
    String diff = text.toString();
    CitationResolver citationResolver = new CitationResolver(AnswerCorpus.diff(diff), diff);

    for (Truth truth : truths) {
      RemarkCollector remarkCollector = new RemarkCollector();
      CitationReference byNumber = new CitationReference(truth.path(), truth.line(), null);
      CitationReference byText = new CitationReference(truth.path(), truth.line(), truth.content());
      Citation whole = citationResolver.resolve(byNumber, null, remarkCollector).orElseThrow();
      Citation quoted = citationResolver.resolve(byText, null, remarkCollector).orElseThrow();

      assertEquals(
          truth.content(), CitationResolverTest.bytes(diff, whole), () -> truth + "\n" + diff);
      assertEquals(truth.line(), whole.line().longValue());
      assertEquals(truth.path(), whole.path());
      assertEquals(whole.from(), quoted.from(), () -> truth + "\n" + diff);
      assertTrue(remarkCollector.all().isEmpty(), () -> truth + " " + remarkCollector.all());
    }
  }

  private void generate(Random random) {
    int files = 1 + random.nextInt(4);
    for (int file = 0; file < files; file++) {
      String path = "src/dir" + file + "/File" + file + ".txt";
      text.append("diff --git a/").append(path).append(" b/").append(path).append('\n');
      text.append("--- a/").append(path).append("\n+++ b/").append(path).append('\n');
      int line = 1;
      int hunks = 1 + random.nextInt(3);
      for (int hunk = 0; hunk < hunks; hunk++) {
        line = hunk(random, path, line + random.nextInt(50));
      }
    }
  }

  private int hunk(Random random, String path, int first) {
    StringBuilder body = new StringBuilder();
    int old = 0;
    int now = 0;
    int rows = 1 + random.nextInt(12);
    for (int i = 0; i < rows; i++) {
      char mark = " +-".charAt(random.nextInt(3));
      String content = content(random);
      body.append(mark).append(content).append('\n');
      old += mark == '+' ? 0 : 1;
      if (mark != '-') {
        truths.add(new Truth(path, first + now++, content));
      }
    }
    text.append("@@ -").append(first).append(',').append(old);
    text.append(" +").append(first).append(',').append(now).append(" @@ x\n").append(body);
    return first + now;
  }

  private static String content(Random random) {
    String[] odd = {"-- a/x", "++ b/x", "@@ -1 +1 @@", "+", "-", "größe 🙂", "diff --git a b"};
    String word = odd[random.nextInt(odd.length)];
    return random.nextInt(3) == 0 ? word + " " + random.nextInt(9) : "line " + random.nextLong();
  }
}
