package crossreview.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.guard.PromptFence;
import crossreview.guard.PromptFenceFactory;
import crossreview.model.Digest;
import crossreview.model.material.Artifact;
import crossreview.model.material.ContextFile;
import crossreview.model.material.ContextKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which files a prompt has beside the artifact, and which it names. */
class PromptContextTest {
  private static final PromptFence FENCE =
      PromptFenceFactory.of("sixteen bytes ok".getBytes(StandardCharsets.UTF_8));
  private static final ContextText RULE = text(ContextKind.RULE, "REVIEW.md", 5_000);
  private static final ContextText ATTACHED = text(ContextKind.ATTACHED, "spec.md", 1_000);
  private static final ContextText AFTER = text(ContextKind.AFTER, "a.c", 1_000);
  private static final ContextText LARGE = text(ContextKind.AFTER, "large.c", 64 * 1024);
  private static final ContextText BEFORE = text(ContextKind.BEFORE, "a.c", 1_000);

  @Test
  void filesAreShownInOneOrderWhateverTheOrderInWhichTheyCame() {
    PromptContext context =
        PromptContext.of(List.of(BEFORE, AFTER, RULE, ATTACHED), List.of(), false, 1 << 20);

    assertEquals(List.of(RULE), context.rules());
    assertEquals(List.of(ATTACHED, AFTER, BEFORE), context.shown());
    assertEquals(List.of(), context.left());
  }

  @Test
  void whatDoesNotFitIsNamedAndSmallerOnesAfterItAreShown() {
    PromptContext context =
        PromptContext.of(List.of(ATTACHED, LARGE, AFTER, BEFORE), List.of(), false, 1 << 20);

    assertEquals(List.of(ATTACHED, AFTER, BEFORE), context.shown());
    assertEquals(
        List.of(new PromptContext.LeftFile(LARGE.file(), PromptContext.NO_ROOM)), context.left());
    assertTrue(context.shown().stream().mapToLong(ContextText::bytes).sum() < 64 * 1024);
  }

  @Test
  void rulesAreShownWhereNothingElseHasRoom() {
    PromptContext context = PromptContext.of(List.of(RULE, AFTER), List.of(), false, 0);

    assertEquals(List.of(RULE), context.rules());
    assertEquals(List.of(), context.shown());
    assertEquals(AFTER.file(), context.left().getFirst().file());
  }

  @Test
  void aRevisionIsNotShownWithFilesThatItHasChanged() {
    PromptContext context = PromptContext.of(List.of(AFTER, BEFORE), List.of(), true, 1 << 20);

    assertEquals(List.of(BEFORE), context.shown());
    assertTrue(context.left().getFirst().reason().contains("revised"));
  }

  @Test
  void thePromptHasRulesFilesAndNamesAfterTheArtifactWithTheirDigests() {
    ContextFile binary =
        new ContextFile(ContextKind.AFTER, "a.png", null, null, null, 0, "it is binary");
    PromptContext context = PromptContext.of(List.of(RULE, AFTER), List.of(binary), false, 1 << 20);

    List<String> parts = new PromptBuilder("contract").review(input(context), FENCE).parts();

    int artifact = parts.indexOf("the diff");
    assertEquals(List.of(RULE, AFTER).size() + 1, parts.size() - artifact - 3);
    assertTrue(parts.get(artifact + 2).contains(PromptTexts.RULES.strip()), parts::toString);
    assertTrue(parts.get(artifact + 2).contains("about: [\"src/**\"]"));
    assertTrue(parts.get(artifact + 2).contains("sha256: " + RULE.file().sha256()));
    assertTrue(parts.get(artifact + 2).contains(FENCE.opening("rule") + RULE.text()));
    assertTrue(parts.get(artifact + 3).contains(FENCE.opening("file") + AFTER.text()));
    assertTrue(
        parts.get(artifact + 4).contains("{\"path\":\"a.png\",\"kind\":\"after\",\"why\":\"it is"));
  }

  @Test
  void theTokenOfTheFenceIsLookedForInFilesAndTheirNames() {
    String token = FENCE.token();
    ContextText hostile = text(ContextKind.RULE, "r.md", token);
    ContextFile named =
        new ContextFile(ContextKind.AFTER, token, null, null, null, 0, "it is binary");

    assertTrue(input(PromptContext.of(List.of(RULE), List.of(), false, 0)).fits(FENCE));
    assertFalse(input(PromptContext.of(List.of(hostile), List.of(), false, 0)).fits(FENCE));
    assertFalse(input(PromptContext.of(List.of(), List.of(named), false, 0)).fits(FENCE));
  }

  private static PromptInput input(PromptContext context) {
    Artifact artifact = new Artifact(Digest.of("the diff"), 8, "text/x-diff", "c.diff");
    return new PromptInput(
        "task",
        null,
        artifact,
        "the diff",
        List.of(),
        List.of(),
        List.of(),
        PromptNotes.NOTHING,
        context);
  }

  private static ContextText text(ContextKind kind, String path, int length) {
    return text(kind, path, "x".repeat(length));
  }

  private static ContextText text(ContextKind kind, String path, String text) {
    List<String> globs = kind == ContextKind.RULE ? List.of("src/**") : null;
    return new ContextText(
        new ContextFile(kind, path, null, globs, Digest.of(text), text.length(), null), text);
  }
}
