package crossreview.store.registry;

import crossreview.model.SessionId;
import crossreview.session.Session;
import crossreview.store.index.SessionState;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.CompletionStage;

/** Writes the views of a session. They are derived and never read back. */
public interface ViewUpdater {
  /**
   * A session has changed; called after the answer, on a disk thread, with the newest durable state
   * only. The next call for the session comes when this one's stage has completed; a stage that
   * fails loses nothing but the view.
   */
  CompletionStage<Void> changed(SessionId id, Path folder, Session durable);

  /**
   * Whether a crash or a hand took a view of a session that is not running, or kept it from being
   * written, or an earlier version wrote it. Blocks; a look at names, times and the first bytes of
   * one file.
   *
   * @param state the word of {@link SessionState}
   * @param journal when the session's journal was last written
   */
  boolean isMissing(Path folder, String state, FileTime journal);
}
