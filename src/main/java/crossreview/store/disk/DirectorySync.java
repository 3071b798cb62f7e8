package crossreview.store.disk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Makes the names of new sessions durable; those that arrive together share one fsync. */
public final class DirectorySync {
  private final DataDir dir;
  private final Executor disk;
  private List<CompletableFuture<Void>> waiting = new ArrayList<>();
  private boolean scheduled;

  public DirectorySync(DataDir dir, Executor disk) {
    this.dir = dir;
    this.disk = disk;
  }

  /** Completes when every name made before this call is durable. */
  public CompletionStage<Void> sync() {
    CompletableFuture<Void> done = new CompletableFuture<>();
    synchronized (this) {
      waiting.add(done);
      if (scheduled) {
        return done;
      }
      scheduled = true;
    }
    disk.execute(this::run);
    return done;
  }

  private void run() {
    List<CompletableFuture<Void>> group;
    synchronized (this) {
      group = waiting;
      waiting = new ArrayList<>();
      scheduled = false;
    }
    try {
      dir.forceSessions();
      group.forEach(done -> done.complete(null));
    } catch (IOException e) {
      group.forEach(done -> done.completeExceptionally(e));
    }
  }
}
