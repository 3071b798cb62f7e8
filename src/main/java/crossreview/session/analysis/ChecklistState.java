package crossreview.session.analysis;

import crossreview.model.WireEnum;
import crossreview.model.finding.FindingState;
import crossreview.model.finding.WaiverKind;
import org.jspecify.annotations.Nullable;

/** The state of an item of the evidence checklist, in the words that callers know. */
public enum ChecklistState implements WireEnum {
  OPEN,
  /** Answered, as a judge or the owner says. */
  ADDRESSED,
  /** A label: its owner voted again without naming it. It still blocks. */
  NOT_RESURFACED,
  /**
   * An operator: it is answered. It stays so until an operator says otherwise, like the two below.
   */
  SATISFIED,
  /** An operator: it will be answered elsewhere. */
  DEFERRED,
  /** An operator: it asks for nothing that is needed. */
  REJECTED;

  static ChecklistState of(FindingState state, @Nullable WaiverKind as) {
    return switch (state) {
      case OPEN -> OPEN;
      case RESOLVED, WITHDRAWN, ADDRESSED -> ADDRESSED;
      case WAIVED ->
          switch (as) {
            case null -> throw new IllegalStateException("a waiver without its sense");
            case SATISFIED -> SATISFIED;
            case DEFERRED -> DEFERRED;
            case REJECTED -> REJECTED;
          };
    };
  }

  /** Whether an operator put it here, and only an operator takes it away. */
  public boolean terminal() {
    return this == SATISFIED || this == DEFERRED || this == REJECTED;
  }
}
