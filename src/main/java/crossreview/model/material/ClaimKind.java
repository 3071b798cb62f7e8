package crossreview.model.material;

import crossreview.model.WireEnum;

/** What a sentence states as done or as true now, and what could show it. */
public enum ClaimKind implements WireEnum {
  /** That tests pass: the output of a test run. */
  TESTS,
  /** That it builds: the output of a build. */
  BUILD,
  /** That CI, linters or scans are clean: their output. */
  CHECKS,
  /** That something was deployed or released: the output of a deployment. */
  DEPLOYMENT,
  /** That something runs or works somewhere now: what a probe of it answered. */
  RUNTIME_STATE,
  /** That a file was changed: a diff that changes it. */
  FILE_CHANGE,
  /** That something was committed, pushed or merged: what the version control says. */
  VERSION_CONTROL,
  /** A figure that was measured: a text that has it. */
  MEASUREMENT,
  /** That a person or a team approved: what they wrote. */
  APPROVAL
}
