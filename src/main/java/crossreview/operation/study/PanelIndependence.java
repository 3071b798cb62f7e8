package crossreview.operation.study;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.ItemRule;
import crossreview.codec.FieldRules.NumberRange;
import crossreview.codec.FieldRules.OpaqueObject;
import crossreview.codec.FieldRules.TextLength;
import crossreview.model.ProblemException;
import crossreview.model.ReviewProblem;
import crossreview.model.run.PanelMember;
import crossreview.model.run.PeerRole;
import crossreview.model.vote.VoteIndependence;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import crossreview.operation.PanelCatalog;
import crossreview.review.VoteHistory;
import crossreview.session.analysis.PairCounts;
import crossreview.session.analysis.VoteAgreement;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How many independent votes a panel amounts to. */
final class PanelIndependence {
  private final VoteHistory history;
  private final Supplier<? extends PanelCatalog> current;

  PanelIndependence(VoteHistory history, Supplier<? extends PanelCatalog> current) {
    this.history = history;
    this.current = current;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "panel_independence",
            "Measure a panel's independence",
            "Computes how many independent votes the votes of a panel are worth, from how often its"
                + " reviewers agreed on the same bytes in the same round without seeing each"
                + " other's votes: n votes with the correlations r are worth n*n / sum(r). It is"
                + " unknown while a pair has fewer than 20 shared rounds, or one of the pair has"
                + " always voted the same.",
            AccessRole.READER,
            OperationHints.READS,
            HttpRoute.get("/independence")),
        PanelIndependenceInput.class,
        PanelIndependenceOutput.class,
        this::handle);
  }

  private Future<OperationAnswer<PanelIndependenceOutput>> handle(
      OperationCall operationCall, PanelIndependenceInput input) {
    PanelCatalog panels = current.get();
    String name = input.panel() != null ? input.panel() : panels.defaultPanel();
    List<PanelMember> members = panels.panel(name).orElseThrow(() -> unknown(panels, name));
    List<String> voters =
        members.stream()
            .filter(member -> member.may(PeerRole.REVIEW) && !member.onTrial())
            .map(VoteAgreement::voter)
            .toList();
    return history.refresh().map(read -> answer(name, voters, panels.independenceFloor()));
  }

  private static ProblemException unknown(PanelCatalog panels, String name) {
    String message = "there is no panel \"" + name + "\", the panels are " + panels.panelNames();
    return ReviewProblem.PANEL_UNKNOWN.exception(message);
  }

  private OperationAnswer<PanelIndependenceOutput> answer(
      String panel, List<String> voters, double floor) {
    VoteAgreement voteAgreement = history.agreement();
    VoteIndependence figure = voteAgreement.figure(voters, floor);
    return OperationAnswer.done(
        new PanelIndependenceOutput(
            panel,
            voters,
            figure.votes(),
            figure.unknown(),
            figure.belowFloor(),
            String.valueOf(floor),
            VoteAgreement.ROUNDS_MIN,
            pairs(voteAgreement, voters)));
  }

  private static List<PairAgreement> pairs(VoteAgreement voteAgreement, List<String> voters) {
    List<PairAgreement> pairs = new ArrayList<>();
    for (int i = 0; i < voters.size(); i++) {
      for (int j = i + 1; j < voters.size(); j++) {
        PairCounts counts = voteAgreement.pair(voters.get(i), voters.get(j));
        String correlation = counts.phi().isPresent() ? decimal(counts.phi().getAsDouble()) : null;
        pairs.add(
            new PairAgreement(
                voters.get(i), voters.get(j), counts.rounds(), counts.agreed(), correlation));
      }
    }
    return pairs;
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  record PairAgreement(
      String first, String second, long rounds, long agreed, @Nullable String correlation) {}

  record PanelIndependenceInput(
      @Description("A panel from the settings; the default panel by default.") @TextLength(max = 64)
          @Nullable String panel) {}

  record PanelIndependenceOutput(
      @Description("The panel.") String panel,
      @Description("The reviewers.") @ItemRule("A peer and its model.") List<String> voters,
      @Description("A decimal; absent while it is unknown.") @Nullable String independentVotes,
      @Description("Why it is unknown.") @Nullable String unknown,
      @Description("Whether it is below independence_floor.") boolean belowFloor,
      @Description("The setting independence_floor.") String floor,
      @Description("The number of shared rounds that a pair needs.")
          @NumberRange(min = 1, max = 1_000)
          int roundsMin,
      @Description("All pairs of reviewers.")
          @OpaqueObject
          @ItemRule("first, second, rounds, agreed, correlation")
          List<PairAgreement> pairs) {}
}
