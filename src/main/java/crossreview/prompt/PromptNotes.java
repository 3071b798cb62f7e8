package crossreview.prompt;

import crossreview.model.finding.Finding;
import crossreview.model.finding.FindingSuppression;
import crossreview.model.material.UnsupportedClaim;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a peer reads beside the task and the artifact; all of it comes from outside.
 *
 * @param constraints what people added to the task since the session was opened
 * @param raised open blocking findings of other reviewers; none in the first round
 * @param named whether their owners are shown
 * @param unadmitted how many of the peer's own findings a limit kept out the last time
 * @param answered the peer's own requests for evidence that a judge called answered
 * @param overruled the peer's own findings that a person waived
 * @param suppressions the lasting rulings of the repository
 * @param claims what the caller states and nothing attached showed when the run began
 * @param stance what the panel wants the peer to look at most; null for nothing special
 */
public record PromptNotes(
    List<String> constraints,
    List<Finding> raised,
    boolean named,
    int unadmitted,
    List<Finding> answered,
    List<Finding> overruled,
    List<FindingSuppression> suppressions,
    List<UnsupportedClaim> claims,
    @Nullable String stance) {
  public static final PromptNotes NOTHING = new PromptNotes(List.of(), List.of(), false, 0);

  /** Nothing that a judge or a person ruled about. */
  public PromptNotes(
      List<String> constraints, List<Finding> raised, boolean named, int unadmitted) {
    this(constraints, raised, named, unadmitted, List.of(), List.of(), List.of(), List.of(), null);
  }

  /** Without what holds for every peer. */
  public PromptNotes(
      List<String> constraints,
      List<Finding> raised,
      boolean named,
      int unadmitted,
      List<Finding> answered,
      List<Finding> overruled,
      @Nullable String stance) {
    this(constraints, raised, named, unadmitted, answered, overruled, List.of(), List.of(), stance);
  }

  public PromptNotes {
    constraints = List.copyOf(constraints);
    raised = List.copyOf(raised);
    answered = List.copyOf(answered);
    overruled = List.copyOf(overruled);
    suppressions = List.copyOf(suppressions);
    claims = List.copyOf(claims);
  }

  /** The same without what people added to the task, and without what the task states. */
  PromptNotes unframed() {
    return new PromptNotes(
        List.of(),
        raised,
        named,
        unadmitted,
        answered,
        overruled,
        suppressions,
        claims.stream().filter(claim -> !claim.framing()).toList(),
        stance);
  }

  /** The same with the lasting rulings of the repository and what the caller only states. */
  public PromptNotes with(List<FindingSuppression> rulings, List<UnsupportedClaim> stated) {
    return new PromptNotes(
        constraints, raised, named, unadmitted, answered, overruled, rulings, stated, stance);
  }
}
