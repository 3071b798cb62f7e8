package crossreview.peer.builtin.rule;

import crossreview.diff.text.TextPart;
import crossreview.peer.builtin.change.ChangeSet;
import crossreview.peer.builtin.change.ChangedFile;

/** What a built-in reviewer looks for. Pure; any thread. */
public interface ReviewRule {
  /** Whether the rule reads a part of the text; a rule that reads no part does not vote. */
  boolean reads(ChangeSet changeSet, TextPart part);

  /** Why the rule does not vote when it reads no part: a sentence without its end. */
  String abstention();

  /** What else people should know about how it was read, as a clause; empty for nothing. */
  default String note() {
    return "";
  }

  /** Looks at one file of the change. */
  void checkFile(ChangedFile file, ViolationCollector violationCollector);

  /** Looks at the change as a whole, after all its files. */
  default void checkChangeSet(ChangeSet changeSet, ViolationCollector violationCollector) {}
}
