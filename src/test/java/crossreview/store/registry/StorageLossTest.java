package crossreview.store.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.SessionId;
import crossreview.model.run.RunMode;
import crossreview.session.command.SessionCommand;
import crossreview.store.log.Actor;
import crossreview.testkit.Await;
import crossreview.testkit.FaultyFiles;
import crossreview.testkit.Samples;
import crossreview.testkit.TestStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A disk that stops doing its part, and does it again later, without a restart. */
class StorageLossTest {
  private static final Actor CALLER = new Actor("caller", null);
  private static final SessionCommand NOTE = new SessionCommand.Append("note", "n");

  @TempDir Path root;

  @ParameterizedTest
  @CsvSource({
    "No space left on device, storage_full",
    "Read-only file system, storage_readonly",
    "Too many open files, too_many_open_files",
    "Input/output error, storage_failed"
  })
  void aFailingDiskIsNamedAndWorkGoesOnWithTheSameSeqWhenItIsWell(String error, String code)
      throws Exception {
    FaultyFiles files = new FaultyFiles();
    TestStore.Options options = new TestStore.Options().files(files).idle(Duration.ofMillis(1));
    try (TestStore store = options.open(root.resolve("data"))) {
      SessionId id = Samples.id();
      Await.result(store.sessions().create(id, Samples.open(RunMode.SHIP), CALLER));
      long head = Await.result(store.sessions().view(id)).head();
      Path lock = root.resolve("data/sessions").resolve(id.value()).resolve(".lock");
      Await.until("its release", () -> !Files.exists(lock));
      files.fail(error, file -> true);

      SessionId other = Samples.id();
      String refused =
          Await.problem(store.sessions().create(other, Samples.open(RunMode.SHIP), CALLER)).code();

      assertEquals(code, refused);
      assertEquals(code, store.sessions().health().problem().orElseThrow().code());
      assertEquals(head, Await.result(store.sessions().view(id)).head(), "reads go on");
      files.heal();
      Await.until("a probe", () -> store.sessions().health().problem().isEmpty());
      assertEquals(head + 1, Await.result(store.sessions().record(id, NOTE, CALLER)).lastSeq());
    }
  }

  @Test
  void aDiskThatRefusesALockIsNotReadyEither() throws Exception {
    TestStore.Options options = new TestStore.Options().idle(Duration.ofMillis(1));
    try (TestStore store = options.open(root.resolve("data"))) {
      SessionId id = Samples.id();
      Await.result(store.sessions().create(id, Samples.open(RunMode.SHIP), CALLER));
      Path folder = root.resolve("data/sessions").resolve(id.value());
      Await.until("its release", () -> !Files.exists(folder.resolve(".lock")));
      Files.deleteIfExists(folder.resolve("holder.json"));
      Files.createDirectory(folder.resolve("holder.json")); // so that the lock cannot be taken

      String refused = Await.problem(store.sessions().record(id, NOTE, CALLER)).code();

      assertEquals("storage_failed", refused);
      assertEquals("storage_failed", store.sessions().health().problem().orElseThrow().code());
      Files.delete(folder.resolve("holder.json"));
      Await.until("a probe", () -> store.sessions().health().problem().isEmpty());
      Await.result(store.sessions().record(id, NOTE, CALLER));
    }
  }

  @Test
  void aDataDirectoryThatIsAwayIsNotMadeAgainAndIsTakenBackWhenItReturns() throws Exception {
    Path data = root.resolve("data");
    Path away = root.resolve("away");
    try (TestStore store = TestStore.open(data)) {
      SessionId id = Samples.id();
      Await.result(store.sessions().create(id, Samples.open(RunMode.SHIP), CALLER));
      Files.move(data, away);

      assertEquals("lock_lost", Await.problem(store.sessions().record(id, NOTE, CALLER)).code());
      assertEquals(
          "store_changed",
          Await.problem(store.sessions().create(Samples.id(), Samples.open(RunMode.SHIP), CALLER))
              .code());

      assertFalse(Files.exists(data));
      assertEquals("store_changed", store.sessions().health().problem().orElseThrow().code());
      Files.move(away, data);
      Await.until("a probe", () -> store.sessions().health().problem().isEmpty());
      Await.result(store.sessions().record(id, NOTE, CALLER)); // its own lock still lies there
    }
  }

  @Test
  void anotherDirectoryInItsPlaceIsNotWrittenTo() throws Exception {
    Path data = root.resolve("data");
    try (TestStore store = TestStore.open(data)) {
      Files.move(data, root.resolve("away"));
      Files.createDirectories(data.resolve("sessions"));
      Files.writeString(data.resolve("format.json"), "{\"format\":1,\"store_id\":\"another\"}");

      assertEquals(
          "store_changed",
          Await.problem(store.sessions().create(Samples.id(), Samples.open(RunMode.SHIP), CALLER))
              .code());

      try (Stream<Path> sessions = Files.list(data.resolve("sessions"))) {
        assertEquals(List.of(), sessions.toList());
      }
      assertTrue(store.sessions().health().problem().isPresent());
    }
  }
}
