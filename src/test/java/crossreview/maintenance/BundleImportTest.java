package crossreview.maintenance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.guard.SecretPolicy;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.model.run.RunMode;
import crossreview.proof.BundleWriter;
import crossreview.session.command.SessionCommand;
import crossreview.store.index.ListQuery;
import crossreview.testkit.Await;
import crossreview.testkit.Folders;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.ScriptedPeer;
import crossreview.testkit.TestStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A session that travels in one file. */
class BundleImportTest {
  @TempDir Path root;
  private Path elsewhere;
  private String why;
  private Path folder;
  private SessionId id;
  private byte[] bundle;

  @BeforeEach
  void bundled() throws Exception {
    Path home = Files.createDirectory(root.resolve("home"));
    try (ReviewHarness bench =
        new ReviewHarness(
            home,
            ScriptedPeer.reviewer("ada", PeerScript.ready()),
            ScriptedPeer.reviewer("bob", PeerScript.ready()))) {
      bench.store().sessions().setViewUpdater(bench.store().views());
      id = bench.open(RunMode.REVIEW, "a plan\n".repeat(3_000));
      assertTrue(bench.run(id).closed());
    }
    folder = home.resolve("sessions").resolve(id.value());
    bundle = bundle(folder);
    elsewhere = Files.createDirectory(root.resolve("elsewhere"));
    TestStore.open(elsewhere).close();
  }

  private static byte[] bundle(Path folder) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BundleWriter.write(folder, out);
    return out.toByteArray();
  }

  private SessionId take(byte[] bytes) throws IOException {
    return new BundleImport(elsewhere, SecretPolicy.LOCAL)
        .run(new ByteArrayInputStream(bytes), bytes.length, "test")
        .id();
  }

  @Test
  void secretsInABundleAreNamedByTheirPlaceOrRefusedBeforeItIsTaken() throws Exception {
    String key = "ghp_" + "Zk3Rw9LmQ2xT7vB5nY8cD1fG4hJ6pS0aEuVq";
    Path home = Files.createDirectory(root.resolve("leaking"));
    try (ReviewHarness bench =
        new ReviewHarness(
            home,
            ScriptedPeer.reviewer("ada", PeerScript.ready()),
            ScriptedPeer.reviewer("bob", PeerScript.ready()))) {
      id = bench.open(RunMode.REVIEW, "a plan\nwith " + key + "\n");
      assertTrue(bench.run(id).closed());
    }
    byte[] leaking = bundle(home.resolve("sessions").resolve(id.value()));
    BundleImport refusing = new BundleImport(elsewhere, SecretPolicy.REFUSE);

    ProblemException refused =
        assertThrows(
            ProblemException.class,
            () -> refusing.run(new ByteArrayInputStream(leaking), leaking.length, "refused"));
    assertFalse(Files.exists(elsewhere.resolve("sessions").resolve(id.value())));
    List<String> named =
        new BundleImport(elsewhere, SecretPolicy.LOCAL)
            .run(new ByteArrayInputStream(leaking), leaking.length, "taken")
            .secrets();

    assertEquals("secret_refused", refused.problem().code());
    assertEquals(1, named.size(), named::toString);
    assertTrue(named.getFirst().startsWith("blobs/"), named::toString);
    assertTrue(named.getFirst().endsWith("line 2 looks like a secret: GitHub token (ghp_…)"));
    assertFalse((named + refused.getMessage()).contains(key));
  }

  private String refused(byte[] bytes) throws IOException {
    ProblemException problemException = assertThrows(ProblemException.class, () -> take(bytes));
    try (Stream<Path> left = Files.list(elsewhere.resolve("sessions"))) {
      assertEquals(List.of(), left.toList(), "nothing is left of it");
    }
    why = problemException.problem().message();
    return problemException.problem().code();
  }

  @Test
  void theRoundTripIsIdenticalToTheLastByte() throws Exception {
    assertEquals(id, take(bundle));

    assertArrayEquals(bundle, bundle(elsewhere.resolve("sessions").resolve(id.value())));
  }

  @Test
  void whatArrivedIsASessionLikeAnyOther() throws Exception {
    take(bundle);

    try (TestStore store = TestStore.open(elsewhere)) {
      assertEquals(0, store.sessions().heads(null).size());
      Await.result(store.sessions().externalChanges().scan());
      assertEquals(1, store.sessions().heads(null).size());
      assertEquals(
          "unanimous",
          store.sessions().list(new ListQuery(null, 10, null)).rows().getFirst().state());
      SessionCommand note = new SessionCommand.Append("note", "arrived");
      Await.result(store.sessions().record(id, note, ReviewHarness.CALLER));
    }
  }

  @Test
  void aSessionThatIsHereAlreadyIsKnownAlsoWhenItWentOnSince() throws Exception {
    take(bundle);
    assertFalse(again().fresh());

    try (TestStore store = TestStore.open(elsewhere)) {
      SessionCommand note = new SessionCommand.Append("note", "arrived");
      Await.result(store.sessions().record(id, note, ReviewHarness.CALLER));
    }
    byte[] longer = bundle(elsewhere.resolve("sessions").resolve(id.value()));

    assertFalse(again().fresh());
    assertArrayEquals(longer, bundle(elsewhere.resolve("sessions").resolve(id.value())));
  }

  private BundleImport.BundleArrival again() throws IOException {
    return new BundleImport(elsewhere, SecretPolicy.LOCAL)
        .run(new ByteArrayInputStream(bundle), bundle.length, "again");
  }

  @Test
  void anotherJournalUnderTheSameIdIsRefusedAndTheOneHereIsKept() throws Exception {
    take(bundle);
    Path journal =
        elsewhere.resolve("sessions").resolve(id.value()).resolve("events-000001.ndjson");
    Files.write(journal, Arrays.copyOf(Files.readAllBytes(journal), 400));

    ProblemException problemException = assertThrows(ProblemException.class, () -> take(bundle));

    assertEquals("session_already_exists", problemException.problem().code());
    assertEquals(400, Files.size(journal));
  }

  @Test
  void anAlteredBundleIsRefusedAndNothingIsLeft() throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 60; i++) {
      byte[] altered = bundle.clone();
      altered[random.nextInt(bundle.length)] ^= (byte) (1 + random.nextInt(255));
      try {
        take(altered);
      } catch (ProblemException problemException) {
        continue;
      }
      // A byte that means nothing in a zip, such as a time stamp: the content is proved all the
      // same.
      Path arrived = elsewhere.resolve("sessions").resolve(id.value());
      assertArrayEquals(bundle, bundle(arrived), "seed " + seed);
      Folders.delete(arrived);
    }
  }

  @Test
  void aBundleThatIsCutIsRefused() throws Exception {
    for (int length = 0; length < bundle.length * 9 / 10; length += 1 + bundle.length / 25) {
      assertEquals("bad_bundle", refused(Arrays.copyOf(bundle, length)), "cut " + length);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../evil", "/etc/evil", "blobs/../../evil", "events-1.ndjson", "holder.json", "x"})
  void noNameOfABundleBecomesAPath(String name) throws Exception {
    assertEquals("bad_bundle", refused(promising(List.of(promised(name, 1)), name)));
  }

  @Test
  void whatWouldBecomeMuchLargerThanItIsIsNotUnpacked() throws Exception {
    String large = promised("final.md", 300 << 20);

    assertEquals("bad_bundle", refused(promising(List.of(large), "final.md")));
    assertTrue(why.contains("more than 100 times as many"), why);
  }

  @Test
  void moreFilesThanASessionCanHaveAreRefused() throws Exception {
    List<String> many = Collections.nCopies(100_001, "{}");

    assertEquals("bad_bundle", refused(promising(many, "final.md")));
    assertTrue(why.contains("100001 files"), why);
  }

  private static String promised(String name, long bytes) {
    return "{\"bytes\":"
        + bytes
        + ",\"name\":\""
        + name
        + "\",\"sha256\":\""
        + "0".repeat(64)
        + "\"}";
  }

  /** A bundle whose manifest promises these files, with one byte in one of them. */
  private byte[] promising(List<String> files, String name) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("bundle.json"));
      String manifest =
          "{\"files\":["
              + String.join(",", files)
              + "],\"format\":\"crossreview-bundle/1\",\"session_id\":\""
              + id
              + "\"}";
      zip.write(manifest.getBytes(StandardCharsets.UTF_8));
      zip.putNextEntry(new ZipEntry(name));
      zip.write('x');
    }
    return out.toByteArray();
  }

  @Test
  void aDamagedSessionDoesNotArrive() throws Exception {
    Path lines = folder.resolve("events-000001.ndjson");
    Files.writeString(lines, Files.readString(lines).replace("Review change", "Review chance"));

    assertEquals("journal_damaged", refused(bundle(folder)));
  }
}
