package crossreview.peer.builtin;

import crossreview.peer.builtin.ChangeSet.ChangedFile;
import crossreview.peer.builtin.DiffReader.DiffResult.MalformedDiff;

/** What a built-in reviewer looks for. Pure; any thread. */
interface ReviewRule {
  /** Looks at one file of the change. */
  void checkFile(ChangedFile file, ViolationCollector violationCollector);

  /** Looks at the change as a whole, after all its files. */
  default void checkChangeSet(ChangeSet changeSet, ViolationCollector violationCollector) {}

  /** Instead of both, for a diff that cannot be read: nobody approves what was not read. */
  default void checkMalformed(
      ChangeSet changeSet, MalformedDiff malformedDiff, ViolationCollector violationCollector) {
    violationCollector.evidenceRequest(
        "a diff that can be read is needed: line "
            + malformedDiff.line()
            + ": "
            + malformedDiff.reason(),
        null);
  }
}
