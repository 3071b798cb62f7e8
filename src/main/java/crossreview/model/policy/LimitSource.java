package crossreview.model.policy;

import crossreview.model.WireEnum;

/** Where a limit of a session comes from. */
public enum LimitSource implements WireEnum {
  /** The call that opened the session asked for it. */
  ARGUMENT,
  /** The settings name another value than the shipped one. */
  SETTINGS,
  /** It is as it is shipped. */
  DEFAULT
}
