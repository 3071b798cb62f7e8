package crossreview.webhook;

import crossreview.model.WebhookProblem;
import crossreview.store.disk.AtomicWriter;
import crossreview.store.disk.StateFolder;
import java.nio.file.Path;

/**
 * What is stored about a target, in a folder of its own:
 *
 * <pre>
 *   state.json     how far it is; written by the host that has the lock of the folder
 *   replay.json    {"id": …}  the newest request for a replay; any host writes it
 *   cursors/       positions in more sessions than state.json can name
 * </pre>
 *
 * <p>Both files are whole and durable when a method returns. Blocks for the disk.
 */
final class TargetFolder {
  private static final int LEVELS = 2; // all targets, data directory
  private static final ReplayRequest NO_REPLAY = new ReplayRequest("");

  private final StateFolder files;

  TargetFolder(Path folder, AtomicWriter writer) {
    this.files =
        new StateFolder(folder, LEVELS, writer, WebhookProblem.WEBHOOK_STATE_DAMAGED::exception);
  }

  private record ReplayRequest(String id) {}

  Path path() {
    return files.path();
  }

  Path cursors() {
    return path().resolve("cursors");
  }

  WebhookState state() {
    return files.read("state.json", WebhookState.class, WebhookState.NEW);
  }

  void save(WebhookState state) {
    files.write("state.json", WebhookState.class, state);
  }

  /** The newest request for a replay; empty for none. */
  String replayRequest() {
    return files.read("replay.json", ReplayRequest.class, NO_REPLAY).id();
  }

  void requestReplay(String id) {
    files.write("replay.json", ReplayRequest.class, new ReplayRequest(id));
  }

  void make() {
    files.make();
  }
}
