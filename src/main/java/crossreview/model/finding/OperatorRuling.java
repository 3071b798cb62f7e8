package crossreview.model.finding;

import crossreview.model.WireEnum;
import java.util.Optional;

/** What an operator may decide about a finding. */
public enum OperatorRuling implements WireEnum {
  /** It counts again, whoever settled it. */
  OPEN,
  /** {@link WaiverKind#SATISFIED}. */
  SATISFIED,
  /** {@link WaiverKind#DEFERRED}. */
  DEFERRED,
  /** {@link WaiverKind#REJECTED}. */
  REJECTED;

  /** In what sense it is waived; nothing where it counts again. */
  public Optional<WaiverKind> waiver() {
    return switch (this) {
      case OPEN -> Optional.empty();
      case SATISFIED -> Optional.of(WaiverKind.SATISFIED);
      case DEFERRED -> Optional.of(WaiverKind.DEFERRED);
      case REJECTED -> Optional.of(WaiverKind.REJECTED);
    };
  }
}
