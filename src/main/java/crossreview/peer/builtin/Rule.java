package crossreview.peer.builtin;

import crossreview.peer.builtin.Change.ChangedFile;
import crossreview.peer.builtin.DiffReader.Result.Broken;

/** What a built-in reviewer looks for. Pure; any thread. */
interface Rule {
  /** Looks at one file of the change. */
  void file(ChangedFile file, Flaws flaws);

  /** Looks at the change as a whole, after all its files. */
  default void whole(Change change, Flaws flaws) {}

  /** Instead of both, for a diff that cannot be read: nobody approves what was not read. */
  default void broken(Change change, Broken broken, Flaws flaws) {
    flaws.wanted(
        "a diff that can be read is needed: line " + broken.line() + ": " + broken.reason(), null);
  }
}
