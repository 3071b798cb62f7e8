package crossreview.sandbox;

import crossreview.model.WireEnum;

/** Whether a program runs in a sandbox. */
public enum SandboxMode implements WireEnum {
  /** Where it works; else with a warning at the start. */
  AUTO,
  /** Or it does not run. */
  REQUIRED,
  /** Never, without a warning. */
  OFF
}
