package crossreview.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.journal.StoredLine;
import crossreview.journal.file.FilePort;
import crossreview.model.Digest;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.model.material.Artifact;
import crossreview.model.run.RunMode;
import crossreview.proof.SessionVerifier;
import crossreview.proof.VerificationResult;
import crossreview.session.command.SessionCommand;
import crossreview.store.log.Actor;
import crossreview.store.log.CommitResult;
import crossreview.store.registry.SessionRegistry;
import crossreview.store.registry.SessionRegistry.LeasedLog;
import crossreview.testkit.Await;
import crossreview.testkit.CommandGenerator;
import crossreview.testkit.DeadProcesses;
import crossreview.testkit.Samples;
import crossreview.testkit.TestStore;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One life of a session, in which each single operation on files fails in each way. */
class DiskFaultCrashTest {
  private static final Actor CALLER = new Actor("caller", null);
  private static final int COMMANDS = 14;
  private static final long SCRIPT = 20_261_125; // a life with a blob, rounds and a closing line

  @TempDir Path root;

  /** What one life was answered and told. */
  private static final class Said {
    private final Map<Long, String> told = new ConcurrentSkipListMap<>();
    private long confirmed;
  }

  @ParameterizedTest
  @CsvSource({
    "EIO, false",
    "EIO, true",
    "ENOSPC, true",
    "EMFILE, false",
    "EROFS, true",
    "SHORT, false",
    "KILLED, true",
    "POWER, true"
  })
  @Timeout(value = 20, unit = TimeUnit.MINUTES) // the build has the limit that counts
  void whateverFailsNothingConfirmedIsLost(NthFault.Kind kind, boolean sticky) throws Exception {
    NthFault none = new NthFault(kind, 0, sticky);
    Said whole = life(data("none"), none);
    assertTrue(whole.confirmed > 12, () -> "the life is too short: " + whole.confirmed);

    for (int nth = 1; nth <= none.seen(); nth++) {
      String where = kind + " at operation " + nth + (sticky ? " and all later ones" : "");
      Path data = data("n" + nth);
      NthFault fault = new NthFault(kind, nth, sticky);
      Said said = life(data, fault);
      if (kind == NthFault.Kind.POWER) {
        cutToWhatWasForced(fault.durable());
      }
      after(data, said, where);
    }
    System.out.printf("%s%s: %d places%n", kind, sticky ? " for good" : "", none.seen());
  }

  private Path data(String name) throws Exception {
    return Files.createDirectory(root.resolve(name));
  }

  private static SessionId id() {
    return new SessionId("0f0e0d0c-0b0a-4909-8807-060504030201");
  }

  /** The same commands every time, as far as they are taken. */
  private Said life(Path data, FilePort files) throws Exception {
    Said said = new Said();
    TestStore store = new TestStore.Options().files(files).open(data);
    try {
      store.sessions().onCommit((id, lines, durable) -> told(said, lines));
      SessionRegistry sessionRegistry = store.sessions();
      CommandGenerator commandGenerator = new CommandGenerator(SCRIPT);
      attempt(
          said,
          () -> Await.result(sessionRegistry.create(id(), Samples.open(RunMode.SHIP), CALLER)));
      for (int i = 0; i < COMMANDS; i++) {
        boolean last = i == COMMANDS - 1;
        attempt(said, () -> step(sessionRegistry, commandGenerator, last));
      }
    } finally {
      store.kill();
    }
    return said;
  }

  private static CommitResult step(
      SessionRegistry sessionRegistry, CommandGenerator commandGenerator, boolean last)
      throws Exception {
    LeasedLog leasedLog = Await.result(sessionRegistry.lease(id()));
    try {
      SessionCommand sessionCommand =
          last
              ? new SessionCommand.RequestCancel("enough")
              : commandGenerator.sensible(leasedLog.log().session());
      if (!leasedLog.log().session().hasArtifact()) {
        byte[] large = "a large text\n".repeat(900).getBytes(StandardCharsets.UTF_8);
        Digest digest = Await.result(leasedLog.log().blobs().put(large));
        Artifact artifact = new Artifact(digest, large.length, "text/plain", "large.txt");
        sessionCommand = new SessionCommand.SubmitArtifact(artifact, List.of());
      }
      return Await.result(leasedLog.log().record(sessionCommand, CALLER));
    } finally {
      leasedLog.logLease().release();
    }
  }

  private static void told(Said said, List<StoredLine> lines) {
    lines.forEach(line -> said.told.put(line.seq(), line.digest()));
  }

  private interface Attempt {
    CommitResult run() throws Exception;
  }

  /** Either it is confirmed, or it is refused with a code; nothing else may come out. */
  private static void attempt(Said said, Attempt attempt) throws Exception {
    try {
      said.confirmed = Math.max(said.confirmed, attempt.run().session().seq());
    } catch (ProblemException problemException) {
      assertFalse(problemException.problem().code().isEmpty());
    }
  }

  /** A power cut: what the port was not told to make durable is gone. */
  private static void cutToWhatWasForced(Map<Path, Long> durable) throws Exception {
    for (Map.Entry<Path, Long> file : durable.entrySet()) {
      if (file.getKey().toString().endsWith(".ndjson")) {
        try (RandomAccessFile open = new RandomAccessFile(file.getKey().toFile(), "rw")) {
          open.setLength(Math.min(open.length(), file.getValue()));
        }
      }
    }
  }

  /** On a healthy disk, by the next owner. */
  private static void after(Path data, Said said, String where) throws Exception {
    try (TestStore store = new TestStore.Options().processes(new DeadProcesses()).open(data)) {
      SessionRegistry sessionRegistry = store.sessions();
      attempt(
          new Said(), // a session that nobody confirmed may be there, or not
          () -> Await.result(sessionRegistry.create(id(), Samples.open(RunMode.SHIP), CALLER)));
      CommitResult note =
          Await.result(
              sessionRegistry.record(id(), new SessionCommand.Append("note", "after"), CALLER));
      Map<Long, String> stored = new HashMap<>();
      long after = 0;
      List<StoredLine> page =
          Await.result(sessionRegistry.page(id(), after, 1_000, 1 << 20)).lines();
      page.forEach(line -> stored.put(line.seq(), line.digest()));
      assertTrue(stored.size() >= said.confirmed, () -> where + ": lost what was confirmed");
      Map<Long, String> shown = new TreeMap<>(said.told);
      shown.forEach((seq, digest) ->
          assertEquals(digest, stored.get(seq), () -> where + ": seq " + seq + " was told"));
      assertEquals(note.session().seq(), (long) stored.size(), where);
      assertFalse(page.isEmpty(), where);
    }
    Path folder = data.resolve("sessions").resolve(id().value());
    VerificationResult result = SessionVerifier.verify(folder);
    List<?> damages =
        result.damages().stream().filter(damage -> !isUnstored(damage.file())).toList();
    assertEquals(List.of(), damages, where);
  }

  /** The generated commands name texts that nobody stored; that is not what this is about. */
  private static boolean isUnstored(String file) {
    return file.startsWith("blobs/");
  }
}
