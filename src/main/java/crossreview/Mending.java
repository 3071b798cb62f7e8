package crossreview;

import crossreview.lock.HeldLock;
import crossreview.model.SessionId;
import crossreview.session.command.SessionCommand;
import crossreview.settings.Settings;
import crossreview.store.log.Actor;
import crossreview.time.Stamp;
import crossreview.time.SystemTime;
import crossreview.upkeep.Repair;
import java.io.IOException;
import java.time.Duration;

/** Repairs one session, beside a daemon or without one. Blocks. */
final class Mending {
  private static final Duration WAIT =
      Duration.ofSeconds(26); // as long as anybody waits for a lock

  private final Opened opened;

  private Mending(Opened opened) {
    this.opened = opened;
  }

  /** What a repair needs of an opened data directory. */
  record Opened(Machinery machinery, SystemTime time) {}

  static Repair.Result repair(Settings settings, SessionId id) {
    return AtHome.with(
        settings, (machinery, time) -> new Mending(new Opened(machinery, time)).repair(id));
  }

  private Repair.Result repair(SessionId id) throws IOException {
    Machinery machinery = opened.machinery();
    String stamp = Stamp.of(opened.time().now());
    HeldLock lock =
        machinery.locks().acquire(machinery.dir().session(id), WAIT).toCompletableFuture().join();
    Repair.Result result;
    try {
      result = Repair.run(machinery.dir().session(id), id, stamp);
    } finally {
      lock.release().toCompletableFuture().join();
    }
    if (!result.done().isEmpty()) {
      note(
          id,
          String.join("; ", result.done()) + "; kept in replaced/" + result.kept().getFileName());
    }
    return result;
  }

  /** What was done stands in the journal; writing it makes the views again. */
  private void note(SessionId id, String what) {
    AtHome.await(
        opened
            .machinery()
            .sessionRegistry()
            .record(id, new SessionCommand.Append("repaired", what), Actor.DAEMON));
  }
}
