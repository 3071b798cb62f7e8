package crossreview.model;

import static crossreview.model.ProblemTraits.invalid;
import static crossreview.model.ProblemTraits.unavailable;

/** Listening, joining, and the calls between hosts. */
public enum ClusterProblem implements ProblemCode {
  BAD_CLUSTER_FILE(
      invalid("cluster.file cannot be used.", "Fix it as described in docs/cluster.md.")
          .withExitCode(5)),
  CALL_NOT_UNDERSTOOD(
      invalid("A call of another host could not be read.", "Run the same version on all hosts.")),
  CANNOT_LISTEN(
      unavailable(
              "The port is taken, or the certificate cannot be used.",
              "Use --set http.port=…, or check the certificate.")
          .withRetryAfter(0)),
  CLUSTER_FAILED(
      unavailable("The cluster member cannot start.", "Check the addresses in cluster.file.")
          .withRetryAfter(0)),
  CLUSTER_LIBRARY_MISSING(
      unavailable("The cluster's library is not on the class path.", "Start with bin/crossreview.")
          .withRetryAfter(0)),
  CLUSTER_MINORITY(
      unavailable("This host sees too few others and writes nothing.", "Bring the others back.")
          .withRetryAfter(2)),
  DRAINING(unavailable("The server is about to stop.", "Connect again when it has started again.")),
  HOST_NOT_GENUINE(
      unavailable(
          "An answer of another host has no valid signature.",
          "Compare clocks and data directories; check which program listens there.")),
  HOST_NOT_UNDERSTOOD(
      unavailable(
          "The answer of another host could not be read.", "Run the same version on all hosts.")),
  HOST_SILENT(
      unavailable(
          "Another host does not answer while this one joins.",
          "Check that host, then start again.")),
  OWNER_UNREACHABLE(
      unavailable(
              "The host that writes the session does not answer.",
              "Repeat the command with the same Idempotency-Key.")
          .withRetryAfter(5)
          .withUnknownOutcome()),
  SHARED_DIRECTORY_UNSAFE(
      unavailable(
              "The hosts do not see each other's files in time.",
              "Mount the directory as described in docs/cluster.md.")
          .withRetryAfter(0));

  private final ProblemTraits traits;

  ClusterProblem(ProblemTraits traits) {
    this.traits = traits;
  }

  @Override
  public ProblemTraits traits() {
    return traits;
  }
}
