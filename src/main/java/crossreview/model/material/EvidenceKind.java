package crossreview.model.material;

import crossreview.model.WireEnum;

/** What a piece of evidence is. */
public enum EvidenceKind implements WireEnum {
  /** A text. */
  FILE,
  /** The output of a command. */
  EXECUTED
}
