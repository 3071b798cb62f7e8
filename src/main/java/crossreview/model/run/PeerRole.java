package crossreview.model.run;

import crossreview.model.WireEnum;

/** What a peer may be asked to do. */
public enum PeerRole implements WireEnum {
  REVIEW,
  AUTHOR,
  JUDGE
}
