package crossreview.model;

/** In what sense an operator overrules a finding. */
public enum Waiver implements Word {
  /** The artifact satisfies it, whatever its owner says. */
  SATISFIED,
  /** It is right and will be settled elsewhere. */
  DEFERRED,
  /** It is wrong. */
  REJECTED
}
