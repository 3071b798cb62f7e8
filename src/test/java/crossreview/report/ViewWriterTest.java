package crossreview.report;

import static crossreview.testkit.PeerScript.ready;
import static crossreview.testkit.ReviewHarness.CALLER;
import static crossreview.testkit.ReviewHarness.get;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.JsonReader;
import crossreview.model.SessionId;
import crossreview.model.run.RunMode;
import crossreview.proof.SessionVerifier;
import crossreview.session.command.SessionCommand;
import crossreview.session.command.SessionOrigin;
import crossreview.store.codec.ViewFormat;
import crossreview.testkit.Eventually;
import crossreview.testkit.LogLines;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.Samples;
import crossreview.testkit.ScriptedPeer;
import crossreview.testkit.TestStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files for people beside a journal. */
class ViewWriterTest {
  private static final List<String> VIEWS = List.of("meta.json", "session-report.md", "final.md");
  private static final String TEXT = "exactly these bytes \u00fc\r\n no newline at the end";

  @TempDir Path dir;
  private ReviewHarness bench;
  private SessionId id;
  private Path folder;

  @BeforeEach
  void open() {
    bench =
        new ReviewHarness(
            dir, ScriptedPeer.reviewer("ada", ready()), ScriptedPeer.reviewer("bob", ready()));
    bench.store().sessions().setViewUpdater(bench.store().views());
    id = bench.open(RunMode.REVIEW, TEXT);
    folder = dir.resolve("sessions").resolve(id.value());
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void theApprovedTextIsThereByteForByte() throws IOException {
    bench.run(id);
    appeared();

    assertArrayEquals(
        TEXT.getBytes(StandardCharsets.UTF_8), Files.readAllBytes(folder.resolve("final.md")));
  }

  /** The store of this test masks nothing, like a journal that another program wrote. */
  @Test
  void whatLooksLikeASecretIsMaskedInTheViewsForPeopleAndNotInTheExactText() throws Exception {
    String key = "ghp_" + "Zk3Rw9LmQ2xT7vB5nY8cD1fG4hJ6pS0aEuVq";
    SessionCommand.Open open = Samples.open(RunMode.REVIEW, bench.view(id).panel(), Samples.LIMITS);
    SessionCommand.Open leaking =
        new SessionCommand.Open(
            "use " + key,
            null,
            open.petitioner(),
            RunMode.REVIEW,
            open.policy(),
            open.panel(),
            open.limits(),
            open.settingsDigest(),
            SessionOrigin.NONE);
    id = Samples.id();
    folder = dir.resolve("sessions").resolve(id.value());
    get(bench.store().sessions().create(id, leaking, CALLER));
    bench.submit(id, "the key " + key + "\n");
    bench.run(id);
    appeared();

    assertTrue(bench.view(id).opened().task().contains(key), "the test has no secret");
    for (String view : List.of("meta.json", "session-report.md")) {
      String shown = Files.readString(folder.resolve(view));
      assertTrue(shown.contains("[redacted:") && !shown.contains(key), view + ": " + shown);
    }
    assertEquals("the key " + key + "\n", Files.readString(folder.resolve("final.md")));
    assertEquals(List.of(), SessionVerifier.verify(folder).damages());
  }

  @Test
  void theMetaViewSaysHowItEndedInWordsOfTheOldSystem() throws Exception {
    bench.run(id);
    appeared();
    Eventually.holds(() -> meta().containsKey("outcome"));

    assertEquals("converged", meta().get("outcome"));
    assertEquals("unanimous_ready", meta().get("outcome_reason"));
    assertEquals(bench.view(id).seq(), meta().get("head_seq"));
  }

  @Test
  void viewsAreForTheirOwnerOnly() throws IOException {
    bench.run(id);
    appeared();

    for (String view : VIEWS) {
      var modes = Files.getPosixFilePermissions(folder.resolve(view));
      assertEquals("rw-------", PosixFilePermissions.toString(modes), view);
    }
  }

  @Test
  void aViewThatCannotBeWrittenCostsNobodyAnAnswer() {
    Eventually.holds(this::metaIsInTheWay);

    assertTrue(bench.run(id).closed());
  }

  @Test
  void aViewThatCannotBeWrittenIsLoggedOnceAndTheOthersAreThere() {
    try (LogLines log = LogLines.of("crossreview.store.registry.ViewQueue")) {
      Eventually.holds(this::metaIsInTheWay); // what is logged of it once is not to be missed
      bench.run(id);
      for (int i = 0; i < 3; i++) {
        Eventually.holds(() -> !log.with("its views").isEmpty());
        get(bench.store().sessions().record(id, new SessionCommand.Append("note", "x"), CALLER));
      }
      get(bench.store().sessions().close());

      assertEquals(1, log.with("its views are not written").size());
    }
    assertTrue(Files.exists(folder.resolve("session-report.md")));
    assertTrue(Files.exists(folder.resolve("final.md")));
    assertTrue(leftBehind().isEmpty(), () -> leftBehind().toString());
  }

  @Test
  void aViewThatWasDeletedIsThereAgainAfterTheNextChange() throws IOException {
    bench.run(id);
    appeared();
    for (String view : VIEWS) {
      Files.delete(folder.resolve(view));
    }

    get(bench.store().sessions().record(id, new SessionCommand.Append("note", "x"), CALLER));

    appeared();
  }

  @Test
  void theNextStartMakesTheViewsAgainThatACrashTook() throws IOException {
    bench.run(id);
    appeared();
    bench.close();
    for (String view : VIEWS) {
      Files.delete(folder.resolve(view));
      try (TestStore next = started()) {
        assertEquals(1, get(next.sessions().rebuildViews()), view);
        assertTrue(Files.exists(folder.resolve(view)), view);
      }
    }
  }

  @Test
  void viewsThatAreNewerThanTheJournalAreLeftAlone() throws IOException {
    bench.run(id);
    appeared();
    bench.close();
    Files.setLastModifiedTime(
        folder.resolve("meta.json"), FileTime.from(Instant.parse("2100-01-01T00:00:00Z")));

    try (TestStore next = started()) {
      assertEquals(0, get(next.sessions().rebuildViews()));
    }
  }

  @Test
  void aViewOfBeforeACrashIsMadeAgain() throws Exception {
    bench.run(id);
    appeared();
    bench.close();
    Files.writeString(folder.resolve("meta.json"), "{}");
    Files.setLastModifiedTime(folder.resolve("meta.json"), FileTime.from(Instant.EPOCH));

    try (TestStore next = started()) {
      assertEquals(1, get(next.sessions().rebuildViews()));
      assertEquals("converged", meta().get("outcome"));
    }
  }

  @Test
  void viewsOfAnEarlierVersionAreMadeAgainOnceAndThoseOfALaterOneNever() throws Exception {
    bench.run(id);
    appeared();
    bench.close();
    Path meta = folder.resolve("meta.json");
    String current = Files.readString(meta);
    String field = "\"view_format\":" + ViewFormat.CURRENT;
    for (String earlier : List.of(field + ",", field)) {
      String start = earlier.equals(field) ? "\"view_format\":1" : "";
      written(meta, current.replace(earlier, start));
      try (TestStore next = started()) {
        assertEquals(1, get(next.sessions().rebuildViews()), start);
        assertEquals(current, Files.readString(meta));
        written(meta, current);
        assertEquals(0, get(next.sessions().rebuildViews()), start);
      }
    }
    written(meta, current.replace(field, "\"view_format\":30"));
    try (TestStore next = started()) {
      assertEquals(0, get(next.sessions().rebuildViews()));
    }
  }

  private static void written(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2100-01-01T00:00:00Z")));
  }

  /** The next process, which has read its index. */
  private TestStore started() {
    TestStore next = TestStore.open(dir);
    next.sessions().setViewUpdater(next.views());
    get(next.sessions().loadIndex());
    return next;
  }

  @Test
  void aViewIsNeverReadBack() throws Exception {
    Eventually.holds(() -> Files.exists(folder.resolve("meta.json")));
    Files.writeString(folder.resolve("meta.json"), "{\"outcome\":\"converged\"}");

    assertTrue(!bench.view(id).closed());
    assertTrue(bench.run(id).closed());
  }

  /** A folder where the view belongs; a view that is just being written may be faster. */
  private boolean metaIsInTheWay() {
    try {
      Files.deleteIfExists(folder.resolve("meta.json"));
      Files.createDirectories(folder.resolve("meta.json/in-the-way"));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private List<String> leftBehind() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(Path::toString).filter(name -> name.endsWith(".tmp")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void appeared() {
    VIEWS.forEach(view -> Eventually.holds(() -> Files.exists(folder.resolve(view))));
  }

  private Map<?, ?> meta() {
    try {
      return (Map<?, ?>) JsonReader.read(Files.readString(folder.resolve("meta.json")));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
