package crossreview.testkit;

import crossreview.json.JsonWriter;
import crossreview.model.call.CallPhase;
import crossreview.model.call.CostCertainty;
import crossreview.model.call.FailureClass;
import crossreview.model.call.PeerFailure;
import crossreview.model.finding.Finding;
import crossreview.peer.PeerRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** What a scripted peer does when it is asked. */
@FunctionalInterface
public interface PeerScript {
  Act act(PeerRequest peerRequest);

  /** One thing that a peer can do. */
  sealed interface Act {
    record Say(String text) implements Act {}

    record Fail(PeerFailure failure) implements Act {}

    /** Nothing, until the call is called off. */
    record Silence() implements Act {}
  }

  /** One script a call, in order; the last one serves all later calls. */
  static PeerScript inTurn(PeerScript... scripts) {
    List<PeerScript> all = List.of(scripts);
    AtomicInteger calls = new AtomicInteger();
    return peerRequest ->
        all.get(Math.min(calls.getAndIncrement(), all.size() - 1)).act(peerRequest);
  }

  /** Approves and settles all own open findings. */
  static PeerScript ready() {
    return peerRequest ->
        new Act.Say(verdict("READY", List.of(), peerRequest.requestMaterial().own(), "resolved"));
  }

  /** Refuses for these reasons and keeps its own open findings. */
  static PeerScript notReady(String... statements) {
    return peerRequest -> refusal("NOT_READY", "defect", peerRequest, statements);
  }

  static PeerScript needsEvidence(String... statements) {
    return peerRequest -> refusal("NEEDS_EVIDENCE", "evidence_request", peerRequest, statements);
  }

  /** Says exactly this: a revision, a verdict of one's own making, or garbage. */
  static PeerScript says(String text) {
    return peerRequest -> new Act.Say(text);
  }

  /** Writes the text again with one more line: a revision that changes something. */
  static PeerScript appending(String line) {
    return peerRequest -> new Act.Say(peerRequest.requestMaterial().text() + line + "\n");
  }

  static PeerScript garbage() {
    return says("Looks fine to me, {\"status\": maybe");
  }

  static PeerScript silence() {
    return peerRequest -> new Act.Silence();
  }

  /** Fails with the class and the code that is usual for it; no money was spent. */
  static PeerScript fails(FailureClass failureClass) {
    boolean retryable =
        switch (failureClass) {
          case RATE_LIMIT, PROVIDER_ERROR, NETWORK, TIMEOUT -> true;
          default -> false;
        };
    return fails(
        new PeerFailure(
            failureClass,
            code(failureClass),
            CallPhase.ANSWER,
            retryable,
            CostCertainty.ZERO,
            null));
  }

  static PeerScript fails(PeerFailure failure) {
    return peerRequest -> new Act.Fail(failure);
  }

  private static String code(FailureClass failureClass) {
    return switch (failureClass) {
      case AUTH -> "bad_credentials";
      case RATE_LIMIT -> "rate_limited";
      case PROVIDER_ERROR -> "upstream_5xx";
      default -> failureClass.wireName();
    };
  }

  private static Act refusal(
      String status, String kind, PeerRequest peerRequest, String... statements) {
    List<Map<String, Object>> findings =
        Stream.of(statements).map(statement -> finding(kind, statement)).toList();
    return new Act.Say(
        verdict(status, findings, peerRequest.requestMaterial().own(), "still_open"));
  }

  private static Map<String, Object> finding(String kind, String statement) {
    return Map.of("kind", kind, "severity", "blocking", "statement", statement);
  }

  private static String verdict(
      String status, List<Map<String, Object>> findings, List<Finding> own, String answer) {
    List<Map<String, Object>> dispositions = new ArrayList<>();
    own.forEach(finding -> dispositions.add(Map.of("finding", finding.id(), "answer", answer)));
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("status", status);
    tree.put("summary", "scripted");
    tree.put("confidence", "verified");
    tree.put("findings", findings);
    tree.put("dispositions", dispositions);
    return JsonWriter.of(tree);
  }
}
