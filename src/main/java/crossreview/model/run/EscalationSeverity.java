package crossreview.model.run;

import crossreview.model.WireEnum;

/** How loudly a session asks for a person. */
public enum EscalationSeverity implements WireEnum {
  INFO,
  WARNING,
  CRITICAL
}
