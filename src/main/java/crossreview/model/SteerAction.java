package crossreview.model;

/** How a person steers a session. */
public enum SteerAction implements Word {
  /** Nothing new is begun; what is under way ends by itself. */
  PAUSE,
  RESUME,
  /** Reviewers and authors are told something more. */
  CONSTRAIN,
  /** One member of the panel takes the place of another. */
  SWAP_PEER
}
