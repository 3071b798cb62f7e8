package crossreview.testkit;

import crossreview.json.JsonText;
import crossreview.model.call.CallPhase;
import crossreview.model.call.CostCertainty;
import crossreview.model.call.FailureClass;
import crossreview.model.call.PeerFailure;
import crossreview.model.finding.Finding;
import crossreview.peer.Ask;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** What a scripted peer does when it is asked. */
@FunctionalInterface
public interface Script {
  Act act(Ask ask);

  /** One thing that a peer can do. */
  sealed interface Act {
    record Say(String text) implements Act {}

    record Fail(PeerFailure failure) implements Act {}

    /** Nothing, until the call is called off. */
    record Silence() implements Act {}
  }

  /** One script a call, in order; the last one serves all later calls. */
  static Script inTurn(Script... scripts) {
    List<Script> all = List.of(scripts);
    AtomicInteger calls = new AtomicInteger();
    return ask -> all.get(Math.min(calls.getAndIncrement(), all.size() - 1)).act(ask);
  }

  /** Approves and settles all own open findings. */
  static Script ready() {
    return ask -> new Act.Say(verdict("READY", List.of(), ask.material().own(), "resolved"));
  }

  /** Refuses for these reasons and keeps its own open findings. */
  static Script notReady(String... statements) {
    return ask -> refusal("NOT_READY", "defect", ask, statements);
  }

  static Script needsEvidence(String... statements) {
    return ask -> refusal("NEEDS_EVIDENCE", "evidence_request", ask, statements);
  }

  /** Says exactly this: a revision, a verdict of one's own making, or garbage. */
  static Script says(String text) {
    return ask -> new Act.Say(text);
  }

  /** Writes the text again with one more line: a revision that changes something. */
  static Script appending(String line) {
    return ask -> new Act.Say(ask.material().text() + line + "\n");
  }

  static Script garbage() {
    return says("Looks fine to me, {\"status\": maybe");
  }

  static Script silence() {
    return ask -> new Act.Silence();
  }

  /** Fails with the class and the code that is usual for it; no money was spent. */
  static Script fails(FailureClass failureClass) {
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

  static Script fails(PeerFailure failure) {
    return ask -> new Act.Fail(failure);
  }

  private static String code(FailureClass failureClass) {
    return switch (failureClass) {
      case AUTH -> "bad_credentials";
      case RATE_LIMIT -> "rate_limited";
      case PROVIDER_ERROR -> "upstream_5xx";
      default -> failureClass.word();
    };
  }

  private static Act refusal(String status, String kind, Ask ask, String... statements) {
    List<Map<String, Object>> findings =
        Stream.of(statements).map(statement -> finding(kind, statement)).toList();
    return new Act.Say(verdict(status, findings, ask.material().own(), "still_open"));
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
    return JsonText.of(tree);
  }
}
