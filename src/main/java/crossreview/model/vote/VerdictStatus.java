package crossreview.model.vote;

import crossreview.model.WireEnum;

/** A verdict in one word, spelled in capitals everywhere. */
public enum VerdictStatus implements WireEnum {
  READY,
  NOT_READY,
  NEEDS_EVIDENCE;

  @Override
  public String wireName() {
    return name();
  }
}
