package crossreview.operation.artifact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Digest;
import crossreview.model.ProblemException;
import crossreview.model.material.ContextFile;
import crossreview.model.material.ContextKind;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a caller may send beside a text. */
class ContextMaterialTest {
  private static final String KEY = "key = \"" + "AKIA" + "IOSFODNN7EXAMPL3" + "\"\n";

  @Test
  void aFileHasTheDigestOfItsBytes() {
    ContextMaterial material =
        ContextMaterial.of(List.of(text(ContextKind.RULE, "REVIEW.md", "Be kind.\n")));

    ContextFile file = material.files().getFirst();
    assertEquals(Digest.of("Be kind.\n"), file.sha256());
    assertEquals(9, file.bytes());
    assertEquals(1, material.blobs().size());
  }

  @Test
  void nothingSentIsNothing() {
    assertEquals(List.of(), ContextMaterial.of(null).files());
  }

  @Test
  void aFileWithWhatLooksLikeASecretIsLeftOutByName() {
    ContextMaterial material =
        ContextMaterial.of(List.of(text(ContextKind.AFTER, "env.c", "\n" + KEY)));

    ContextFile file = material.files().getFirst();
    assertNull(file.sha256());
    assertTrue(file.omitted().startsWith("looks like a secret: "), file::toString);
    assertTrue(file.omitted().endsWith(", line 2"), file::toString);
    assertTrue(material.blobs().isEmpty());
  }

  @Test
  void aRuleWithWhatLooksLikeASecretIsRefused() {
    refused("/context/0/text", "looks like a secret", text(ContextKind.RULE, "REVIEW.md", KEY));
  }

  @Test
  void eachMistakeIsRefusedByItsPlace() {
    ContextInput good = text(ContextKind.AFTER, "a", "x");
    refused("/context/1/path", "repeats \"a\"", good, good);
    refused(
        "/context/0",
        "needs either text",
        new ContextInput(ContextKind.AFTER, "a", null, null, null, null));
    refused(
        "/context/0",
        "needs either text",
        new ContextInput(ContextKind.AFTER, "a", null, null, "x", "why"));
    refused(
        "/context/0/globs",
        "are for a rule only, this is after",
        new ContextInput(ContextKind.AFTER, "a", null, List.of("b"), "x", null));
    refused(
        "/context/0/globs/1",
        "\"/c\"",
        new ContextInput(ContextKind.RULE, "a", null, List.of("b", "/c"), "x", null));
    refused("U+0000", "line 2", text(ContextKind.AFTER, "a", "x\n\0"));
  }

  @Test
  void namesRulesAndBytesHaveABoundTogether() {
    refused(
        "/context",
        "at most 8000",
        IntStream.range(0, 60)
            .mapToObj(i -> text(ContextKind.AFTER, i + "x".repeat(200), "x"))
            .toArray(ContextInput[]::new));
    refused(
        "/context",
        "rules of 66000 bytes together, at most 65536",
        text(ContextKind.RULE, "a", "x".repeat(33_000)),
        text(ContextKind.RULE, "b", "y".repeat(33_000)));
    refused(
        "/context",
        "1200000 bytes together, at most 1048576",
        text(ContextKind.AFTER, "a", "x".repeat(600_000)),
        text(ContextKind.AFTER, "b", "y".repeat(600_000)));
  }

  private static void refused(String place, String words, ContextInput... given) {
    ProblemException refusal =
        assertThrows(ProblemException.class, () -> ContextMaterial.of(List.of(given)));

    assertEquals("invalid_input", refusal.problem().code());
    assertTrue(refusal.getMessage().contains(place), refusal::getMessage);
    assertTrue(refusal.getMessage().contains(words), refusal::getMessage);
  }

  private static ContextInput text(ContextKind kind, String path, String text) {
    return new ContextInput(kind, path, null, null, text, null);
  }
}
