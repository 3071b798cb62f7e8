package crossreview.model.finding;

import crossreview.model.WireEnum;

/** How what is cited belongs to a change; computed from the cited bytes, never told by a peer. */
public enum FindingScope implements WireEnum {
  /** A line that the change adds. */
  INTRODUCED,
  /** Another line of a hunk, or of the head of a file in the diff. */
  TOUCHED,
  /** A line of a shown file that no hunk has. */
  PRE_EXISTING
}
