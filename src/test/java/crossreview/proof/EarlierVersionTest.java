package crossreview.proof;

import static crossreview.testkit.ReviewHarness.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.testkit.Folders;
import crossreview.testkit.TestStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A session as a build of November 2026 left it: {@code meta.json} has no number of its form, fewer
 * fields, and a joiner in the task as it is, which is written as an escape now.
 */
class EarlierVersionTest {
  private static final String ID = "5d0c8f0e-6a0b-4f6e-9f53-1d2a7c4b9e10";
  private static final String DIGEST = ",\"file_sha256\":\"[0-9a-f]{64}\"";

  @TempDir Path root;
  private Path folder;
  private Path meta;

  @BeforeEach
  void copied() throws IOException {
    folder = root.resolve("sessions").resolve(ID);
    Folders.copy(Path.of("src/test/resources/store/earlier").resolve(ID), folder);
    meta = folder.resolve("meta.json");
  }

  @Test
  void itsViewIsNoDamageAndIsSaidToBeOlder() throws IOException {
    VerificationResult result = SessionVerifier.verify(folder);

    assertEquals(List.of(), result.damages());
    assertTrue(result.ok());
    assertEquals(List.of("meta.json"), result.tree().get("older_views"));
  }

  @Test
  void aViewOfBeforeTheDigestIsNoDamageEither() throws IOException {
    Files.writeString(meta, Files.readString(meta).replaceFirst(DIGEST, ""));

    VerificationResult result = SessionVerifier.verify(folder);

    assertEquals(List.of(), result.damages());
    assertEquals(List.of("meta.json"), result.olderViews());
  }

  @Test
  void theNextStartWritesItAgainAndNothingIsOlderAnyMore() throws Exception {
    try (TestStore next = TestStore.open(root)) {
      next.sessions().setViewUpdater(next.views());
      get(next.sessions().loadIndex());

      assertEquals(1, get(next.sessions().rebuildViews()));
    }
    VerificationResult result = SessionVerifier.verify(folder);
    assertEquals(List.of(), result.damages());
    Map<String, Object> tree = result.tree();
    assertNull(tree.get("older_views"), tree.toString());
  }

  @Test
  void itsAlteredViewIsDamageAllTheSame() throws IOException {
    byte[] whole = Files.readAllBytes(meta);
    for (int at = 0; at < whole.length; at++) {
      byte[] altered = whole.clone();
      altered[at] ^= 1;
      Files.write(meta, altered);

      assertEquals(List.of("meta.json"), damaged(), "byte " + at);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{\"outcome\":\"converged\"}", "{\"view_format\":1}"})
  void whatNoVersionWroteIsDamage(String text) throws IOException {
    Files.writeString(meta, text);

    assertEquals(List.of("meta.json"), damaged());
  }

  private List<String> damaged() throws IOException {
    return SessionVerifier.verify(folder).damages().stream().map(damage -> damage.file()).toList();
  }

  @Test
  void aJournalThatIsShorterThanAnOlderViewSaysIsDamage() throws IOException {
    String text = Files.readString(meta).replaceFirst(DIGEST, "");
    Files.writeString(meta, text.replace("\"head_seq\":15", "\"head_seq\":16"));

    assertTrue(SessionVerifier.verify(folder).damages().getFirst().reason().contains("missing"));
  }
}
