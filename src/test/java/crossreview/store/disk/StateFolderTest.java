package crossreview.store.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.ProblemException;
import crossreview.model.StorageProblem;
import crossreview.model.WebhookProblem;
import crossreview.testkit.FaultyFiles;
import crossreview.time.VertxTimerService;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class StateFolderTest {
  @TempDir Path root;
  private final ExecutorService disk = Executors.newSingleThreadExecutor();
  private final FaultyFiles faultyFiles = new FaultyFiles();
  private Path place;
  private StateFolder folder;

  record Position(String id, int count) {}

  private static final Position NONE = new Position("", 0);

  @BeforeEach
  void folder(Vertx vertx) {
    place = root.resolve("all").resolve("one");
    AtomicWriter writer = AtomicWriter.durable(faultyFiles, new VertxTimerService(vertx), disk);
    folder = new StateFolder(place, 2, writer, WebhookProblem.WEBHOOK_STATE_DAMAGED::exception);
  }

  @AfterEach
  void end() {
    disk.shutdownNow();
  }

  @Test
  void whatWasWrittenIsRead() {
    folder.write("state.json", Position.class, new Position("a", 1));
    folder.write("state.json", Position.class, new Position("b", 2));

    assertEquals(new Position("b", 2), folder.read("state.json", Position.class, NONE));
  }

  @Test
  void aFileThatIsNotThereIsNoneAndReadingMakesNothing() {
    assertEquals(NONE, folder.read("state.json", Position.class, NONE));
    assertFalse(Files.exists(root.resolve("all")));
  }

  @Test
  void theFolderIsForItsOwnerOnly() throws IOException {
    folder.make();

    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(place)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{\"id\":1,\"count\":1}"})
  void aFileOfAnotherShapeIsNamedAndKept(String text) throws IOException {
    folder.make();
    Path file = Files.writeString(place.resolve("state.json"), text);

    ProblemException refusal =
        assertThrows(ProblemException.class, () -> folder.read("state.json", Position.class, NONE));

    assertEquals(WebhookProblem.WEBHOOK_STATE_DAMAGED, refusal.problem().type());
    assertTrue(refusal.getMessage().contains(file + " cannot be read: "), refusal::getMessage);
    assertEquals(text, Files.readString(file));
  }

  @Test
  void aDiskThatFailsKeepsWhatWasThere() {
    folder.write("state.json", Position.class, new Position("a", 1));
    faultyFiles.fail("Input/output error", path -> true);

    ProblemException refusal =
        assertThrows(
            ProblemException.class,
            () -> folder.write("state.json", Position.class, new Position("b", 2)));

    assertEquals(StorageProblem.STORAGE_FAILED, refusal.problem().type());
    assertEquals(new Position("a", 1), folder.read("state.json", Position.class, NONE));
  }
}
