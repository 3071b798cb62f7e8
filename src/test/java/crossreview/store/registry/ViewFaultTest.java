package crossreview.store.registry;

import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.SessionId;
import crossreview.model.run.RunMode;
import crossreview.session.Session;
import crossreview.testkit.Await;
import crossreview.testkit.Eventually;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.Samples;
import crossreview.testkit.TestStore;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What views that cannot be written mean for the store. */
class ViewFaultTest {
  @TempDir Path root;
  private final AtomicInteger tried = new AtomicInteger();

  private TestStore store(String reason) throws Exception {
    TestStore store = TestStore.open(root);
    store
        .sessions()
        .setViewUpdater(
            new ViewUpdater() {
              @Override
              public CompletionStage<Void> changed(SessionId id, Path folder, Session durable) {
                tried.incrementAndGet();
                return CompletableFuture.failedStage(
                    new FileSystemException("meta.json", null, reason));
              }

              @Override
              public boolean isMissing(Path folder, String state, FileTime journal) {
                return false;
              }
            });
    Await.result(
        store.sessions().create(Samples.id(), Samples.open(RunMode.SHIP), ReviewHarness.CALLER));
    return store;
  }

  @Test
  void aFullDiskIsOneForCommandsToo() throws Exception {
    try (TestStore store = store("No space left on device")) {
      Eventually.holds(() -> store.sessions().health().problem().isPresent());
    }
  }

  @Test
  void aFaultOfOneFileIsNot() throws Exception {
    try (TestStore store = store("Is a directory")) {
      Eventually.holds(() -> tried.get() > 0);
      Await.result(store.sessions().view(Samples.id()).otherwiseEmpty());
      assertTrue(store.sessions().health().problem().isEmpty());
    }
  }
}
