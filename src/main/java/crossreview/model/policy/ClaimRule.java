package crossreview.model.policy;

import crossreview.model.WireEnum;

/** What becomes of a start whose texts state finished work that nothing attached shows. */
public enum ClaimRule implements WireEnum {
  /** The caller and the peers are told. */
  TELL,
  /** The start is refused before anything is written. */
  REFUSE,
  /** Nobody looks. */
  OFF
}
