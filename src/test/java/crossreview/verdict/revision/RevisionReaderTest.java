package crossreview.verdict.revision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import crossreview.json.JsonWriter;
import crossreview.model.event.RunEvent.DraftChange;
import crossreview.model.run.DraftRefusal;
import crossreview.verdict.AnswerCorpus;
import crossreview.verdict.revision.DraftResult.RejectedDraft;
import crossreview.verdict.revision.DraftResult.UsableDraft;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevisionReaderTest {
  private static final String DIFF = AnswerCorpus.diffText();
  private static final String FIXED = DIFF.replace("retry(5)", "retry(4)");
  private static final String PLAN = "# Plan\n\nFirst this.\nThen that.\n";
  private static final String BETTER = "# Plan\n\nFirst this, tested.\nThen that.\n";

  @Test
  void aWholeRevisedTextIsUsedAsItIs() {
    assertEquals(
        new UsableDraft(BETTER, List.of(new DraftChange(null, 1, null))), read(PLAN, BETTER));
  }

  @Test
  void changesAreCountedByFileOfADiff() {
    String revised = FIXED.replace("+Retries are five now.", "+Retries are four now.\n+Enjoy.");

    UsableDraft draft = assertInstanceOf(UsableDraft.class, read(DIFF, revised));

    List<DraftChange> expected =
        List.of(
            new DraftChange("src/Client.java", 1, null), new DraftChange("docs/notes.md", 2, null));
    assertEquals(expected, draft.changes());
  }

  @Test
  void oneFenceAroundEverythingIsTakenOff() {
    assertEquals(FIXED, text(DIFF, "```diff\n" + FIXED + "```"));
    assertEquals(FIXED, text(DIFF, "\n```\n" + FIXED + "```\n\n"));
    assertEquals("a\nc", text("a\nb", "```\na\nc\n```"));
    assertEquals(BETTER, text(PLAN, "````markdown\n" + BETTER + "````"));
  }

  @Test
  void fencesOfTheTextItselfStay() {
    String before = "```\ncode\n```\n";
    String after = "```\nbetter code\n```\n";
    String two = "```java\na\n```\nwords that were there\n```java\nb\n```\n";

    assertEquals(after, text(before, after));
    assertEquals(two, text("words that were there\n", two));
    assertEquals("```\n" + BETTER, text(PLAN, "```\n" + BETTER));
  }

  @Test
  void aThoughtBeforeTheTextIsDropped() {
    assertEquals(BETTER, text(PLAN, "<think>Hm.</think>\n\n" + BETTER));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Thinking...\nHm.\n...done thinking.\n\n%s",
        "So I write it.\n</think>\n%s",
        "\033[32m%s\033[0m",
        "<|channel|>final<|message|>%s<|return|>"
      })
  void whatProgramsPutAroundATextIsTakenOff(String wrapper) {
    assertEquals(BETTER, text(PLAN, wrapper.formatted(BETTER)));
  }

  @Test
  void theEnvelopeOfAProgramIsNotTheText() {
    String envelope = "{\"type\":\"result\",\"is_error\":%s,\"result\":%s}";

    assertEquals(BETTER, text(PLAN, envelope.formatted(false, JsonWriter.of(BETTER))));
    assertEquals(DraftRefusal.EMPTY, refusal(PLAN, envelope.formatted(true, "\"Not logged in\"")));
  }

  @Test
  void marksThatTheTextHasItselfStay() {
    String before = "Models end a thought with\n</think>\nand then answer.\n";
    String after = before.replace("and then", "and after that");
    String coloured = "\033[1mbold\033[0m\nplain\n";

    assertEquals(after, text(before, after));
    assertEquals(coloured + "more\n", text(coloured, coloured + "more\n"));
    assertEquals("\ufeffb\n", text("\ufeffa\n", "\ufeffb\n"));
    assertEquals("b\n", text("a\n", "\ufeffb\n"));
  }

  @Test
  void theFinalNewlineOfTheTextIsGivenBack() {
    assertEquals(FIXED, text(DIFF, FIXED.stripTrailing()));
    assertEquals(DraftRefusal.IDENTICAL, refusal(PLAN, PLAN.stripTrailing()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  \n\t", "```\n\n```", "<think>and so on"})
  void nothingIsEmpty(String answer) {
    assertEquals(DraftRefusal.EMPTY, refusal(PLAN, answer));
  }

  @Test
  void theSameBytesAreIdenticalAlsoInAFence() {
    assertEquals(DraftRefusal.IDENTICAL, refusal(DIFF, DIFF));
    assertEquals(DraftRefusal.IDENTICAL, refusal(DIFF, "```diff\n" + DIFF + "```"));
  }

  @Test
  void aVoteIsNotAText() {
    String vote = "{\"status\":\"READY\",\"summary\":\"ok\"}";

    assertEquals(DraftRefusal.NOT_A_TEXT, refusal(PLAN, vote));
    assertEquals(DraftRefusal.NOT_A_TEXT, refusal(DIFF, vote));
    assertEquals(DraftRefusal.NOT_A_TEXT, refusal(PLAN, "```json\n" + vote + "\n```"));
    assertEquals(DraftRefusal.NOT_A_TEXT, refusal(PLAN, "I vote:\n" + vote));
    assertEquals(vote, text("{\"status\":\"draft\"}", vote));
  }

  @Test
  void chatAroundAPieceIsNotAText() {
    String chat = "Here is the new version:\n```diff\n" + FIXED + "```\nAnything else?\n";
    String piece = "I changed this:\n\n```\nFirst this, tested.\n```\n";

    assertEquals(DraftRefusal.NOT_A_TEXT, refusal(DIFF, chat));
    assertEquals(DraftRefusal.NOT_A_TEXT, refusal(DIFF, "Sure!\n\n" + FIXED));
    assertEquals(DraftRefusal.NOT_A_TEXT, refusal(DIFF, "I cannot do that."));
    assertEquals(DraftRefusal.NOT_A_TEXT, refusal(PLAN, piece));
    assertEquals(DraftRefusal.NOT_A_TEXT, refusal(PLAN, "half a character \ud800"));
    assertEquals(DraftRefusal.NOT_A_TEXT, refusal(PLAN, "\0 before the text"));
    assertEquals(DraftRefusal.NOT_A_TEXT, refusal(PLAN, "pass\0word"));
  }

  @Test
  void anIntroductionThatTheDiffHadMayStay() {
    String patch = "From: a person\nSubject: retry\n---\n" + DIFF;

    assertEquals(patch.replace("(5)", "(4)"), text(patch, patch.replace("(5)", "(4)")));
  }

  @Test
  void tooLargeIsCountedInBytes() {
    assertInstanceOf(UsableDraft.class, RevisionReader.read("a", "üü", 4));
    assertEquals(new RejectedDraft(DraftRefusal.TOO_LARGE), RevisionReader.read("a", "üü", 3));
    assertInstanceOf(UsableDraft.class, RevisionReader.read("a", "bb", 2));
    assertEquals(new RejectedDraft(DraftRefusal.TOO_LARGE), RevisionReader.read("a", "bb", 1));
  }

  @Test
  void asManyFilesAsAreShownAreAllNamed() {
    List<DraftChange> changes = changesOf(50);

    assertEquals(50, changes.size());
    assertEquals(new DraftChange("f49", 1, null), changes.getLast());
  }

  @Test
  void moreFilesEndInACount() {
    List<DraftChange> changes = changesOf(60);

    assertEquals(50, changes.size());
    assertEquals("and 10 more files", changes.getLast().text());
  }

  private static List<DraftChange> changesOf(int files) {
    StringBuilder before = new StringBuilder();
    for (int i = 0; i < files; i++) {
      before.append("--- a/f").append(i).append("\n+++ b/f").append(i).append("\n@@ -1 +1 @@\n");
      before.append("-old\n+new\n");
    }

    UsableDraft draft =
        assertInstanceOf(
            UsableDraft.class,
            read(before.toString(), before.toString().replace("+new", "+newer")));
    return draft.changes();
  }

  private static DraftResult read(String before, String answer) {
    return RevisionReader.read(before, answer, 1_000_000);
  }

  private static String text(String before, String answer) {
    return assertInstanceOf(UsableDraft.class, read(before, answer)).text();
  }

  private static DraftRefusal refusal(String before, String answer) {
    return assertInstanceOf(RejectedDraft.class, read(before, answer)).reason();
  }
}
