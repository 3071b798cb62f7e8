package crossreview.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.vote.VerdictStatus;
import crossreview.verdict.VerdictResult.ParsedVerdict;
import crossreview.verdict.revision.RevisionReader;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reading is total, and damage never turns a refusal into an approval. */
class VerdictReaderProperty {
  private static final String TEXT = AnswerCorpus.diffText();
  private static final String REFUSAL =
      """
      {"status":"NOT_READY","summary":"The text {\\"status\\":\\"READY\\",\\"summary\\":\\"x\\"}",
       "findings":[{"kind":"defect","severity":"blocking","statement":"s",
         "citations":[{"path":"src/Client.java","line":11,"quote":"retry(5)"}]}],
       "dispositions":[{"finding":"f1","answer":"still_open","reason":"r"}],
       "note":{"status":"READY","summary":"an inner one"}}
      """;
  private static final String[] PIECES = {
    "{",
    "}",
    "[",
    "]",
    "\"",
    "\\",
    ",",
    ":",
    "\n",
    "```",
    "<think>",
    "</think>",
    "null",
    "1e9999",
    "\ud800",
    "\u0000",
    "status",
    "{\"a\":",
    "'",
    "🙂"
  };

  static List<Long> seeds() {
    return new Random(20_251_124L).longs(40).boxed().toList();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void mutationsNeverThrowAndNeverApprove(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      String answer = mutated(REFUSAL, random);

      VerdictResult verdictResult = VerdictReader.read(answer, AnswerCorpus.diff(TEXT), TEXT);

      assertNotNull(verdictResult);
      assertTrue(!approves(verdictResult), () -> "seed " + seed + "\n" + answer);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyOddAnswerSurvivesMutationToo(long seed) {
    Random random = new Random(seed);
    for (AnswerCorpus.Odd odd : AnswerCorpus.all()) {
      String answer = mutated(odd.answer(), random);

      assertNotNull(VerdictReader.read(answer, AnswerCorpus.diff(TEXT), TEXT), answer);
      assertNotNull(RevisionReader.read(TEXT, answer, 1_000_000), answer);
    }
  }

  @Test
  void noPrefixOfARefusalApproves() {
    IntStream.range(0, REFUSAL.length())
        .mapToObj(
            end -> VerdictReader.read(REFUSAL.substring(0, end), AnswerCorpus.diff(TEXT), TEXT))
        .forEach(verdictResult -> assertTrue(!approves(verdictResult)));
    assertEquals(
        VerdictStatus.NOT_READY,
        ((ParsedVerdict) VerdictReader.read(REFUSAL, AnswerCorpus.diff(TEXT), TEXT))
            .verdict()
            .status());
  }

  private static boolean approves(VerdictResult verdictResult) {
    return verdictResult instanceof ParsedVerdict parsedVerdict
        && parsedVerdict.verdict().status() == VerdictStatus.READY;
  }

  private static String mutated(String answer, Random random) {
    StringBuilder text = new StringBuilder(answer);
    for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
      int at = random.nextInt(text.length() + 1);
      int end = Math.min(text.length(), at + random.nextInt(6));
      String piece = random.nextInt(3) == 0 ? "" : PIECES[random.nextInt(PIECES.length)];
      text.replace(at, end, piece);
    }
    return text.toString();
  }
}
