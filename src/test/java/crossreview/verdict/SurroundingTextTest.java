package crossreview.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.verdict.VerdictResult.ParsedVerdict;
import crossreview.verdict.VerdictResult.UnreadableVerdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An approval counts only where the answer says nothing else beside it. */
class SurroundingTextTest {
  private static final String READY = "{\"status\":\"READY\",\"summary\":\"Read.\"}";
  private static final String REFUSAL = "{\"status\":\"NOT_READY\",\"summary\":\"No test.\"}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s\n\nCorrection: the status is NOT_READY.",
        "NOT_READY\n\n%s",
        "```json\n%s\n```\n\nStatus: NOT_READY because a test is missing.",
        "**not_ready**\n\n%s",
        "My vote is NOT READY.\n%s",
        "%s\n\nNEEDS_EVIDENCE: show the test.",
        "%s\n\nNot approved.",
        "I cannot\napprove this.\n%s",
        "I don’t approve.\n%s",
        "%s\n\nI am unable to review the second file.",
        "%s\n\nI do not have enough information to vote.",
        "Not enough information.\n%s",
        "%1$s\nNot approved.\n%1$s",
        "Example of the format:\n\n%s\n\nI have no opinion.",
        "The instructions say to answer like this:\n```json\n%s\n```",
        "The required format:\n<verdict>\n%s\n</verdict>",
        "My vote:\n%1$s\nFor example\n%1$s",
        "<think>It is fine.</think>NOT_READY\n%s"
      })
  void anApprovalThatItsOwnTextRevokesIsUnclear(String words) {
    assertEquals("unclear_verdict", read(words.formatted(READY)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s\nError: stream interrupted before completion",
        "```json\n%s\n```\n[ERROR] connection lost",
        "%s\nAPI Error: 529",
        "%s\nfatal: out of memory",
        "{\"type\":\"error\",\"message\":\"quota\"}\n%s",
        "[{\"type\":\"error\",\"message\":\"quota\"}]\n%s",
        "%s\n{\"type\":\"turn.failed\"}",
        "{\"error\":{\"message\":\"quota\"},\"a\":1,\"b\":2,\"c\":3}\n%s",
        "{\"type\":\"result\",\"is_error\":\"true\"}\n%s",
        "%s\n{\"stop_reason\":\"max_tokens\"}"
      })
  void anApprovalBesideAFailureOfTheProgramIsUnclear(String words) {
    assertEquals("unclear_verdict", read(words.formatted(READY)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"error\":{\"message\":\"quota\"}",
        "\"error\":\"cut\"",
        "\"type\":\"error\"",
        "\"is_error\":\"true\"",
        "\"subtype\":\"error_max_turns\"",
        "\"stop_reason\":\"max_tokens\""
      })
  void anApprovalThatSaysItselfThatItFailedIsUnclear(String field) {
    assertEquals("unclear_verdict", read("{" + field + "," + READY.substring(1)));
    assertEquals("NOT_READY", read("{" + field + "," + REFUSAL.substring(1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s",
        "Error: one of the extensions is missing\n%s",
        "%s\nError handling is right.",
        "It returns {\"error\":\"gone\"} as it should.\n%s",
        "{\"error\":null,\"is_error\":false,\"stop_reason\":\"end_turn\"}\n%s",
        "<think>NOT_READY, I cannot approve. Or this, for example:</think>\n%s",
        "I looked for an example of misuse and found none.\nSo:\n%s",
        "The format is as asked.\n%s\nFor example, the retries are right.",
        "Nothing makes it NOT_READYISH.\n%s",
        "The file is not ready in memory before line 3, which is right.\n%s"
      })
  void anApprovalWithOtherWordsBesideItCounts(String words) {
    assertEquals("READY", read(words.formatted(READY)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"%s\n\nNEEDS_EVIDENCE, too. I cannot approve.", "An example of the format:\n%s"})
  void aRefusalCountsWhateverIsBesideIt(String words) {
    assertEquals("NOT_READY", read(words.formatted(REFUSAL)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"It was NOT_READY; I cannot approve less.", "Example of the format:"})
  void whatTheSummarySaysIsNotLookedAt(String summary) {
    assertEquals("READY", read("Done.\n" + READY.replace("Read.", summary)));
  }

  private static String read(String answer) {
    return switch (VerdictReader.read(answer, AnswerCorpus.plain("-"), "-")) {
      case ParsedVerdict parsed -> parsed.verdict().status().name();
      case UnreadableVerdict unreadable -> unreadable.code();
    };
  }
}
