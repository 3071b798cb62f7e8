package crossreview.peer;

import crossreview.model.SessionId;
import crossreview.model.TraceContext;
import crossreview.model.call.CallPurpose;
import crossreview.model.call.ReasoningEffort;
import crossreview.model.finding.Finding;
import crossreview.model.finding.FindingSuppression;
import crossreview.model.material.Artifact;
import crossreview.model.material.ChangeIdentity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One question to one peer.
 *
 * @param round the session's round
 * @param prompt the parts in order, stable ones first; language models get these
 * @param requestMaterial the same as values; rule reviewers read these instead of the prompt
 * @param reasoningEffort how much a model is to think; null for what it is set to
 * @param trace where the run belongs in a trace of its caller; null where that was not said. Nobody
 *     else is told of it than providers whose settings allow it
 * @param deadline for the whole call
 * @param cancel fires when the answer is no longer wanted
 */
public record PeerRequest(
    SessionId session,
    int round,
    String call,
    CallPurpose callPurpose,
    List<String> prompt,
    RequestMaterial requestMaterial,
    @Nullable ReasoningEffort reasoningEffort,
    @Nullable TraceContext trace,
    Duration deadline,
    CancellationSignal cancel) {

  /** A question of a run that belongs to no trace. */
  public PeerRequest(
      SessionId session,
      int round,
      String call,
      CallPurpose callPurpose,
      List<String> prompt,
      RequestMaterial requestMaterial,
      @Nullable ReasoningEffort reasoningEffort,
      Duration deadline,
      CancellationSignal cancel) {
    this(
        session,
        round,
        call,
        callPurpose,
        prompt,
        requestMaterial,
        reasoningEffort,
        null,
        deadline,
        cancel);
  }

  /** The same question with another effort. */
  public PeerRequest withEffort(ReasoningEffort other) {
    return new PeerRequest(
        session, round, call, callPurpose, prompt, requestMaterial, other, trace, deadline, cancel);
  }

  /** How long a prompt in parts is in UTF-8. */
  public static long bytes(List<String> prompt) {
    return prompt.stream().mapToLong(part -> part.getBytes(StandardCharsets.UTF_8).length).sum();
  }

  /**
   * What is put before a peer.
   *
   * @param text the artifact, whole
   * @param change which change of a repository it shows; null where that is unknown
   * @param own the peer's own open findings, each of which wants a disposition
   * @param settled the peer's own findings that a person or a judge settled; they are not raised
   *     again
   * @param others open blocking findings of others, for the author
   * @param suppressions the lasting rulings of the repository; rules obey them
   */
  public record RequestMaterial(
      String task,
      @Nullable String focus,
      Artifact artifact,
      String text,
      @Nullable ChangeIdentity change,
      List<Finding> own,
      List<Finding> settled,
      List<Finding> others,
      List<FindingSuppression> suppressions) {
    public RequestMaterial {
      settled = List.copyOf(settled);
      own = List.copyOf(own);
      others = List.copyOf(others);
      suppressions = List.copyOf(suppressions);
    }

    /** A text of which it is not known which change it shows. */
    public RequestMaterial(
        String task,
        @Nullable String focus,
        Artifact artifact,
        String text,
        List<Finding> own,
        List<Finding> settled,
        List<Finding> others,
        List<FindingSuppression> suppressions) {
      this(task, focus, artifact, text, null, own, settled, others, suppressions);
    }
  }
}
