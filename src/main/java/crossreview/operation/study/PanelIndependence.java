package crossreview.operation.study;

import crossreview.access.AccessRole;
import crossreview.codec.SchemaBuilder;
import crossreview.model.ProblemException;
import crossreview.model.ReviewProblem;
import crossreview.model.run.PanelMember;
import crossreview.model.run.PeerRole;
import crossreview.model.vote.VoteIndependence;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationResult;
import crossreview.operation.PanelCatalog;
import crossreview.review.VoteHistory;
import crossreview.session.analysis.PairCounts;
import crossreview.session.analysis.VoteAgreement;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How many independent votes a panel amounts to. */
final class PanelIndependence {
  private final VoteHistory history;
  private final PanelCatalog panelCatalog;

  PanelIndependence(VoteHistory history, PanelCatalog panelCatalog) {
    this.history = history;
    this.panelCatalog = panelCatalog;
  }

  Operation operation() {
    return new Operation(
        "panel_independence",
        "Measure a panel's independence",
        "Says how many independent votes a panel's votes amount to, by how often its reviewers"
            + " agreed about the same bytes in the same round, each blind to the others: n votes"
            + " with the correlations r count as n*n / sum(r). It is unknown while a pair has fewer"
            + " than 20 common rounds, or one of it has always said the same.",
        SchemaBuilder.object()
            .may(
                "panel",
                SchemaBuilder.text(1, 64, "A panel of the settings; the default if absent."))
            .build(),
        output(),
        AccessRole.READER,
        OperationHints.READS,
        HttpRoute.get("/independence"),
        this::handle);
  }

  private static Map<String, Object> output() {
    String pair = "first, second, rounds, agreed, correlation";
    return SchemaBuilder.object()
        .must("panel", SchemaBuilder.text("The panel."))
        .must(
            "voters",
            SchemaBuilder.list(SchemaBuilder.text("A peer and its model."), "Who reviews."))
        .may("independent_votes", SchemaBuilder.text("A decimal; absent while it is unknown."))
        .may("unknown", SchemaBuilder.text("Why it is unknown."))
        .must("below_floor", SchemaBuilder.flag("Whether it is below the settings' floor."))
        .must("floor", SchemaBuilder.text("The settings' independence_floor."))
        .must("rounds_min", SchemaBuilder.whole(1, 1_000, "Common rounds that a pair must have."))
        .must("pairs", SchemaBuilder.list(SchemaBuilder.any(pair), "Each pair of them."))
        .build();
  }

  private Future<OperationResult> handle(OperationCall operationCall) {
    String name =
        operationCall.has("panel") ? operationCall.text("panel") : panelCatalog.defaultPanel();
    List<PanelMember> members = panelCatalog.panel(name).orElseThrow(() -> unknown(name));
    List<String> voters =
        members.stream()
            .filter(member -> member.may(PeerRole.REVIEW))
            .map(VoteAgreement::voter)
            .toList();
    return history.refresh().map(read -> answer(name, voters));
  }

  private ProblemException unknown(String name) {
    String message = "no panel is called \"" + name + "\", there is " + panelCatalog.panelNames();
    return ReviewProblem.PANEL_UNKNOWN.exception(message);
  }

  private OperationResult answer(String panel, List<String> voters) {
    VoteAgreement voteAgreement = history.agreement();
    VoteIndependence figure = voteAgreement.figure(voters, history.floor());
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("panel", panel);
    body.put("voters", voters);
    body.put("independent_votes", figure.votes());
    body.put("unknown", figure.unknown());
    body.put("below_floor", figure.belowFloor());
    body.put("floor", String.valueOf(history.floor()));
    body.put("rounds_min", VoteAgreement.ROUNDS_MIN);
    body.put("pairs", pairs(voteAgreement, voters));
    body.values().removeIf(value -> value == null);
    return new OperationResult.ValueResult(body);
  }

  private static List<Map<String, Object>> pairs(VoteAgreement voteAgreement, List<String> voters) {
    List<Map<String, Object>> pairs = new ArrayList<>();
    for (int i = 0; i < voters.size(); i++) {
      for (int j = i + 1; j < voters.size(); j++) {
        PairCounts counts = voteAgreement.pair(voters.get(i), voters.get(j));
        Map<String, Object> pair = new LinkedHashMap<>();
        pair.put("first", voters.get(i));
        pair.put("second", voters.get(j));
        pair.put("rounds", counts.rounds());
        pair.put("agreed", counts.agreed());
        counts.phi().ifPresent(phi -> pair.put("correlation", decimal(phi)));
        pairs.add(pair);
      }
    }
    return pairs;
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
