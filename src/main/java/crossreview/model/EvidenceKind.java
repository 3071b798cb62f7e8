package crossreview.model;

/** What a piece of evidence is. */
public enum EvidenceKind implements Word {
  /** A text. */
  FILE,
  /** The output of a command that somebody ran. */
  EXECUTED
}
