package crossreview.model;

/** How loudly a session asks for a person. */
public enum EscalationSeverity implements Word {
  INFO,
  WARNING,
  CRITICAL
}
