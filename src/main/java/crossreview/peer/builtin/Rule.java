package crossreview.peer.builtin;

import java.util.List;

/** What a built-in reviewer looks for. Pure. */
@FunctionalInterface
interface Rule {
  /** Everything it found, in the order of the change. */
  List<Flaw> check(Change change);
}
