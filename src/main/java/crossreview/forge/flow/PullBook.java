package crossreview.forge.flow;

import crossreview.forge.flow.PullState.PullPhase;
import crossreview.model.ForgeProblem;
import crossreview.store.disk.AtomicWriter;
import crossreview.store.disk.StateFolder;
import java.nio.file.Path;

/**
 * What is stored about a pull request, in a folder of its own:
 *
 * <pre>
 *   wanted.json   {"id": …}  the newest event that asks for a look; any host writes it
 *   state.json    how far it is; written by who has the lock
 * </pre>
 *
 * <p>Both are whole and durable when a method returns. Blocks for the disk.
 */
final class PullBook {
  private static final int LEVELS = 4; // repository, forge, all forges, data directory
  private static final WantedLook NO_LOOK = new WantedLook("");

  private final StateFolder files;

  PullBook(Path folder, AtomicWriter writer) {
    this.files =
        new StateFolder(folder, LEVELS, writer, ForgeProblem.PULL_STATE_DAMAGED::exception);
  }

  private record WantedLook(String id) {}

  Path folder() {
    return files.path();
  }

  /** The id of the newest event; empty for none. */
  String wanted() {
    return files.read("wanted.json", WantedLook.class, NO_LOOK).id();
  }

  void want(String id) {
    files.write("wanted.json", WantedLook.class, new WantedLook(id));
  }

  PullState state() {
    return files.read("state.json", PullState.class, PullState.NONE);
  }

  /** Whether there is something to do. */
  boolean due() {
    String wanted = wanted();
    PullState state = state();
    boolean underWay = state.phase() != PullPhase.IDLE && state.phase() != PullPhase.WAITING;
    return underWay || !wanted.isEmpty() && !wanted.equals(state.seen());
  }

  PullState save(PullState state) {
    files.write("state.json", PullState.class, state);
    return state;
  }
}
