package crossreview.verdict.revision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import crossreview.model.Digest;
import crossreview.model.material.Artifact;
import crossreview.model.run.DraftRefusal;
import crossreview.verdict.revision.DraftResult.RejectedDraft;
import crossreview.verdict.revision.DraftResult.UsableDraft;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a revision of a document must not do. */
class DocumentGuardTest {
  private static final String PLAN =
      """
      # Plan
      It takes 120 ms.
      ## Costs
      Nothing.
      ## Risks
      See https://example.org/risks.
      """;

  private static DraftResult revised(String label, String after, String... sources) {
    Artifact artifact = new Artifact(Digest.of(PLAN), PLAN.length(), "text/plain", label);
    return DocumentGuard.checked(
        artifact, PLAN, List.of(sources), new UsableDraft(after, List.of()));
  }

  private static DraftRefusal refused(String after, String... sources) {
    return assertInstanceOf(RejectedDraft.class, revised("plan.md", after, sources)).reason();
  }

  private static void used(String after, String... sources) {
    assertInstanceOf(UsableDraft.class, revised("plan.md", after, sources));
  }

  @Test
  void anOrdinaryRevisionIsUsed() {
    used(PLAN.replace("Nothing.", "One day of work."));
    used(PLAN + "## Schedule\nNext week.\n");
  }

  @Test
  void aDroppedSectionIsNoRevisionUnlessSomebodyNamedItOrItIsRenamed() {
    String without = PLAN.replace("## Costs\nNothing.\n", "");

    assertEquals(DraftRefusal.SECTIONS_DROPPED, refused(without));
    used(without, "{\"statement\":\"The section \\\"Costs\\\" says nothing: remove it\"}");
    used(PLAN.replace("## Costs", "## What it costs"));
  }

  private static DraftResult revised(String before, String after, List<String> sources) {
    Artifact artifact = new Artifact(Digest.of(before), before.length(), "text/plain", "a.md");
    return DocumentGuard.checked(artifact, before, sources, new UsableDraft(after, List.of()));
  }

  @Test
  void whatWasSaidOfOtherSectionsDropsNone() {
    assertEquals(
        DraftRefusal.SECTIONS_DROPPED,
        refused(PLAN.replace("## Costs\nNothing.\n", ""), "the risks are not all of them"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"# Top\n", "###### Deep\n"})
  void aHeadingHasOneToSixMarks(String heading) {
    assertEquals(
        new RejectedDraft(DraftRefusal.SECTIONS_DROPPED),
        revised(heading + "Words.\n", "Words.\n", List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"####### Deeper\n", "#tag\n", "##\n", "```\n# a comment\n```\n"})
  void whatIsNoHeadingMayGo(String line) {
    String before = line + "Words.\n";

    assertInstanceOf(UsableDraft.class, revised(before, "Words.\n", List.of()));
  }

  @Test
  void aHeadingAfterCodeIsOneAgain() {
    String code = "```\nls\n```\n";

    assertEquals(
        new RejectedDraft(DraftRefusal.SECTIONS_DROPPED),
        revised(code + "# Costs\nWords.\n", code + "Words.\n", List.of()));
  }

  @Test
  void theBoundsOfTheSizeAreExact() {
    String before = "w".repeat(1_000);
    RejectedDraft drift = new RejectedDraft(DraftRefusal.SIZE_DRIFT);

    assertInstanceOf(UsableDraft.class, revised(before, "w".repeat(500), List.of()));
    assertEquals(drift, revised(before, "w".repeat(499), List.of()));
    assertInstanceOf(UsableDraft.class, revised("w".repeat(999), "w", List.of()));
    assertInstanceOf(UsableDraft.class, revised(before, "w".repeat(18_000), List.of()));
    assertEquals(drift, revised(before, "w".repeat(18_001), List.of()));
  }

  @Test
  void aTextOfHalfOrFarMoreThanDoubleTheSizeIsNoRevision() {
    String body = "All of this matters to somebody. ".repeat(60);
    Artifact artifact = new Artifact(Digest.of(body), body.length(), "text/plain", "a.txt");

    assertEquals(
        new RejectedDraft(DraftRefusal.SIZE_DRIFT),
        DocumentGuard.checked(artifact, body, List.of(), new UsableDraft("Short.\n", List.of())));
    assertEquals(DraftRefusal.SIZE_DRIFT, refused(PLAN + "And more. ".repeat(2_000)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Thank you for the review.\n",
        "\n \nThank you for the review.\n",
        "Here is the revised plan:\n",
        "I've addressed all findings.\n",
        "- f1: fixed\n",
        "Finding f12 - done\n",
        "**f3:** the costs are there now\n"
      })
  void aLetterToTheReviewersIsNoRevision(String letter) {
    assertEquals(DraftRefusal.ANSWERS_REVIEWERS, refused(letter + PLAN));
  }

  @Test
  void aDocumentThatBeginsOrNumbersLikeALetterKeepsItsLines() {
    String before = "Thanks for reading.\nF1: the first form\n";

    assertInstanceOf(UsableDraft.class, revised(before, before + "F1 is short.\n", List.of()));
  }

  @Test
  void figuresAndLinksNeedASource() {
    assertEquals(DraftRefusal.INVENTED_FACTS, refused(PLAN.replace("120 ms", "95.5 ms")));
    assertEquals(DraftRefusal.INVENTED_FACTS, refused(PLAN + "It helps 40% of all users.\n"));
    assertEquals(DraftRefusal.INVENTED_FACTS, refused(PLAN + "See https://example.org/study.\n"));
    used(PLAN.replace("120 ms", "95.5 ms"), "measured: 95.5 ms");
    used(PLAN + "1. Begin.\n2. End in 12 steps.\n");
    used(PLAN + "Again: https://example.org/risks\n");
  }

  @Test
  void sourceCodeAndDiffsAreNoDocuments() {
    assertInstanceOf(UsableDraft.class, revised("plan.c", "int x = 4711;\n"));
    String diff = "diff --git a/a.md b/a.md\n--- a/a.md\n+++ b/a.md\n@@ -1 +1 @@\n-a\n+4711\n";
    Artifact artifact = new Artifact(Digest.of(diff), diff.length(), "text/x-diff", "a.md");
    assertInstanceOf(
        UsableDraft.class,
        DocumentGuard.checked(
            artifact, diff, List.of(), new UsableDraft(diff.replace("4711", "12345"), List.of())));
  }
}
