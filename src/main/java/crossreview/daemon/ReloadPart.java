package crossreview.daemon;

import crossreview.model.ProblemException;
import crossreview.peer.factory.PeerKeyring;
import crossreview.settings.Settings;

/** Something that runs by itself, as the settings say, and that a reload replaces. */
interface ReloadPart {
  /**
   * Makes everything that other settings need and that can fail; what runs is not touched. One
   * thread at a time; may block.
   *
   * @return puts it in force: what the new settings do not name is ended, what is the same goes on
   *     as it is. It does not block, and it cannot fail.
   * @throws ProblemException such as {@code bad_key}; nothing is left open then
   */
  Runnable prepare(Settings next, PeerKeyring keys);
}
