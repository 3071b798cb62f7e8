package crossreview.model.policy;

import crossreview.model.WireEnum;

/** What is done about a change that is longer than a peer can read at once. */
public enum LargeChangeRule implements WireEnum {
  /** It is put before the peer section by section. */
  SPLIT,
  /** The peer is not asked, and blocks as one that gave no vote. */
  REFUSE
}
