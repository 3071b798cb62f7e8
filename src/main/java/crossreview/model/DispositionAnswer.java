package crossreview.model;

/** What a peer says about an own open finding. */
public enum DispositionAnswer implements Word {
  RESOLVED,
  STILL_OPEN,
  WITHDRAWN
}
