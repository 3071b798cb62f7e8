package crossreview.session;

import crossreview.model.FindingState;
import crossreview.model.Waiver;
import crossreview.model.Word;

/** Where an item of the evidence checklist stands, in the words that callers know. */
public enum ItemState implements Word {
  OPEN,
  /** Answered, as a judge or the owner says. */
  ADDRESSED,
  /** A label: its owner voted again without naming it. It still blocks. */
  NOT_RESURFACED,
  /** An operator: it is answered. Terminal, like the two below. */
  SATISFIED,
  /** An operator: it will be answered elsewhere. */
  DEFERRED,
  /** An operator: it asks for nothing that is needed. */
  REJECTED;

  static ItemState of(FindingState state, Waiver as) {
    return switch (state) {
      case OPEN -> OPEN;
      case RESOLVED, WITHDRAWN, ADDRESSED -> ADDRESSED;
      case WAIVED ->
          switch (as) {
            case SATISFIED -> SATISFIED;
            case DEFERRED -> DEFERRED;
            case REJECTED -> REJECTED;
          };
    };
  }

  /** Whether only an operator put it here, for good. */
  public boolean terminal() {
    return this == SATISFIED || this == DEFERRED || this == REJECTED;
  }
}
