package crossreview.model.run;

import crossreview.model.WireEnum;

/** How a person steers a session. */
public enum SteeringAction implements WireEnum {
  /** Nothing new is begun; what is under way ends by itself. */
  PAUSE,
  RESUME,
  /** Reviewers and authors are told something more. */
  CONSTRAIN,
  /** One member of the panel takes the place of another. */
  SWAP_PEER,
  /** A file that could not be shown to everybody need not be. */
  EXCLUDE_FILE
}
