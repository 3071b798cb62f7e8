package crossreview.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.SessionId;
import crossreview.model.run.RunMode;
import crossreview.proof.VerificationResult.Damage;
import crossreview.testkit.Eventually;
import crossreview.testkit.Folders;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.ScriptedPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checking what is stored of a session against itself. */
class SessionVerifierTest {
  private static final String DRAFT = "draft\n".repeat(2_000); // longer than a line carries

  @TempDir Path root;
  private Path folder;

  /** A session that was refused, revised and approved; its daemon has stopped. */
  @BeforeEach
  void approved() throws IOException {
    PeerScript author = PeerScript.says(DRAFT);
    try (ReviewHarness bench =
        new ReviewHarness(
            root,
            ScriptedPeer.reviewer(
                "ada",
                PeerScript.inTurn(PeerScript.notReady("it is too short"), PeerScript.ready())),
            ScriptedPeer.reviewer("bob", PeerScript.ready()),
            ScriptedPeer.author("rex", author))) {
      bench.store().sessions().setViewUpdater(bench.store().views());
      SessionId id = bench.open(RunMode.SHIP, "short\n");
      assertTrue(bench.run(id).closed(), "the bench did not converge");
      folder = root.resolve("sessions").resolve(id.value());
      Eventually.holds(() -> Files.exists(folder.resolve("final.md")));
    }
  }

  @Test
  void aWholeSessionIsProvedToTheLastLine() throws Exception {
    VerificationResult result = SessionVerifier.verify(folder);

    assertTrue(result.ok(), () -> result.damages().toString());
    assertEquals(lines(), result.lines());
    assertEquals(1, result.epochs());
    assertTrue(result.texts() > 5, () -> result.texts() + " texts");
    assertTrue(Files.exists(folder.resolve("blobs").resolve(result.finalDigest())));
  }

  @Test
  void aDamagedLineIsNamedWithItsNumber() throws Exception {
    Path file = folder.resolve("events-000001.ndjson");
    List<String> lines = Files.readAllLines(file);
    lines.set(4, lines.get(4).replace("\"seq\":5", "\"seq\":6"));
    Files.write(file, lines);

    Damage damage = SessionVerifier.verify(folder).damages().getFirst();

    assertEquals(5, damage.line());
  }

  @Test
  void aBlobThatWasAlteredIsNamed() throws Exception {
    Path blob = largestBlob();
    Files.writeString(blob, DRAFT.replaceFirst("draft", "fraud"));

    assertEquals(
        List.of(new Damage("blobs/" + blob.getFileName(), 0, "is not what was stored")),
        SessionVerifier.verify(folder).damages());
  }

  @Test
  void aBlobThatIsGoneIsNamedWithALineThatNeedsIt() throws Exception {
    Path blob = largestBlob();
    Files.delete(blob);

    Damage damage = SessionVerifier.verify(folder).damages().getFirst();

    assertEquals("blobs/" + blob.getFileName(), damage.file());
    assertTrue(
        damage.reason().matches("is missing; events-000001.ndjson:\\d+ names it"), damage.reason());
  }

  @Test
  void noBlobCanBeLeftOut() throws Exception {
    try (Stream<Path> blobs = Files.list(folder.resolve("blobs"))) {
      for (Path blob : blobs.toList()) {
        byte[] bytes = Files.readAllBytes(blob);
        Files.delete(blob);

        assertFalse(SessionVerifier.verify(folder).ok(), blob.toString());

        Files.write(blob, bytes);
      }
    }
    assertTrue(SessionVerifier.verify(folder).ok());
  }

  @Test
  void aTextThatCannotBeReadIsNamedAndTheRestIsChecked() throws Exception {
    Path blob = largestBlob();
    Files.delete(blob);
    Files.createDirectory(blob);
    Files.writeString(folder.resolve("final.md"), "something else");

    List<Damage> damages = SessionVerifier.verify(folder).damages();

    assertEquals(2, damages.size(), damages.toString());
    assertTrue(damages.getFirst().reason().startsWith("cannot be read"), damages.toString());
  }

  @Test
  void anotherSessionsJournalIsNamedAtItsFirstLine() throws Exception {
    Path other = folder.resolveSibling("7f3a5bd1-0f2e-4c55-9d6a-5b1f0c9e2a11");
    Files.move(folder, other);

    Damage damage = SessionVerifier.verify(other).damages().getFirst();

    assertEquals("events-000001.ndjson", damage.file());
    assertEquals(1, damage.line());
  }

  @Test
  void anApprovedTextThatWasEditedIsNotTheApprovedText() throws Exception {
    Files.writeString(folder.resolve("final.md"), "something else");

    assertEquals(
        List.of(new Damage("final.md", 0, "is not the approved text")),
        SessionVerifier.verify(folder).damages());
  }

  @Test
  void aViewThatIsNotThereYetIsNoDamage() throws Exception {
    Files.delete(folder.resolve("final.md"));
    Files.delete(folder.resolve("meta.json"));

    assertTrue(SessionVerifier.verify(folder).ok());
  }

  @Test
  void bytesThatNobodyWasToldAreNoDamage() throws Exception {
    Path file = folder.resolve("events-000001.ndjson");
    Files.writeString(file, Files.readString(file) + "{\"seq\":99,\"to");

    VerificationResult result = SessionVerifier.verify(folder);

    assertTrue(result.ok());
    assertEquals(13, result.untoldBytes());
    assertEquals(13L, result.tree().get("untold_bytes"));
  }

  @Test
  void aJournalThatIsShorterThanWhatWasToldIsDamaged() throws Exception {
    Path file = folder.resolve("events-000001.ndjson");
    String whole = Files.readString(file);
    Files.writeString(file, whole.substring(0, whole.lastIndexOf("\n{") + 1));

    Damage damage = SessionVerifier.verify(folder).damages().getFirst();

    assertEquals("events-000001.ndjson", damage.file());
  }

  @Test
  void checkingWritesNothingAndWorksOnACopy() throws Exception {
    Path copy = root.resolve("copy").resolve(folder.getFileName());
    Folders.copy(folder, copy);
    Map<String, FileTime> before = Folders.times(copy);

    assertTrue(SessionVerifier.verify(copy).ok());

    assertEquals(before, Folders.times(copy));
  }

  @Test
  void whatIsNoSessionIsRefused() {
    assertThrows(NoSuchFileException.class, () -> SessionVerifier.verify(root));
  }

  private long lines() throws IOException {
    return Files.readAllLines(folder.resolve("events-000001.ndjson")).size();
  }

  private Path largestBlob() throws IOException {
    try (Stream<Path> blobs = Files.list(folder.resolve("blobs"))) {
      return blobs.max(Comparator.comparing(blob -> blob.toFile().length())).orElseThrow();
    }
  }
}
