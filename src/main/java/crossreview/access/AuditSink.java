package crossreview.access;

/** Who did, or wanted to do, what asks for more than reading. Any thread; never blocks. */
@FunctionalInterface
public interface AuditSink {
  /** Takes note of it. */
  void note(AuditEvent auditEvent);

  /**
   * One act.
   *
   * @param what the operation, or {@code authenticate}
   * @param by who it was, or an empty text
   * @param about the session, the token or the address that it is about, or an empty text
   * @param outcome {@code done}, or the code of the refusal
   * @param request the id of the request
   */
  record AuditEvent(String what, String by, String about, String outcome, String request) {}
}
