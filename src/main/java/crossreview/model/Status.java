package crossreview.model;

/** A verdict in one word, spelled in capitals everywhere. */
public enum Status implements Word {
  READY,
  NOT_READY,
  NEEDS_EVIDENCE;

  @Override
  public String word() {
    return name();
  }
}
