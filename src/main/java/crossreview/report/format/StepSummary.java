package crossreview.report.format;

import static crossreview.report.MarkdownBuilder.code;
import static crossreview.report.MarkdownBuilder.text;

import crossreview.model.ValueChecks;
import crossreview.model.material.ChangeIdentity;
import crossreview.model.vote.VoteCoverage;
import crossreview.report.MarkdownBuilder;
import crossreview.report.format.ResultFinding.ResultPlace;
import crossreview.report.format.SessionResult.ResultNotice;
import crossreview.session.Round;
import crossreview.session.rule.Panel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The result on one page of Markdown, for the summary of a job or a comment: verdict, head,
 * coverage, blockers, open findings, cost. At most {@value #FINDINGS_MAX} findings, since a summary
 * of GitHub has at most 1 MiB. Pure.
 */
final class StepSummary {
  static final int FINDINGS_MAX = 100;
  private static final int STATEMENT_MAX = 600; // in a table; the whole text is in the report

  private final MarkdownBuilder out = new MarkdownBuilder();
  private final SessionResult result;

  private StepSummary(SessionResult result) {
    this.result = result;
  }

  static String of(SessionResult result) {
    return new StepSummary(result).write();
  }

  private String write() {
    out.line("## crossreview: ", result.approved() ? "approved" : "not approved");
    out.line();
    out.line("**", text(result.verdict()), ".** ", text(firstLine(result.task())));
    out.line();
    out.columns("", "");
    ChangeIdentity change = result.change();
    if (change != null) {
      out.row(List.of("change", text(change.repository() + ", " + change.compared())));
      String head = change.head() == null ? "tree " + change.headTree() : change.head();
      out.row(List.of("head", code(head)));
    }
    result.session().lastRound().ifPresent(round -> votes(Panel.counted(result.session(), round)));
    out.row(
        List.of("findings", result.open().size() + " open, " + result.blocking() + " blocking"));
    out.row(List.of("cost", result.session().cost() + " USD"));
    out.row(List.of("session", code(result.session().id().value())));
    notices();
    findings();
    return out.toString();
  }

  private void votes(Round round) {
    List<String> votes = new ArrayList<>();
    round
        .votes()
        .forEach((peer, vote) ->
            votes.add(
                text(peer)
                    + " "
                    + vote.status().wireName().toLowerCase(Locale.ROOT).replace('_', ' ')));
    round.abstained().keySet().forEach(peer -> votes.add(text(peer) + " abstained"));
    round.excused().keySet().forEach(peer -> votes.add(text(peer) + " excused"));
    round.rejected().keySet().forEach(peer -> votes.add(text(peer) + " has no vote"));
    out.row(List.of("votes", String.join(", ", votes)));
    out.row(List.of("coverage", coverage(round)));
  }

  /** What nobody looked at; a vote without a note of its coverage is about the whole text. */
  private static String coverage(Round round) {
    boolean whole = round.votes().values().stream().anyMatch(vote -> vote.coverage() == null);
    if (round.votes().isEmpty()) {
      return "no vote";
    }
    List<VoteCoverage> voters =
        round.votes().values().stream()
            .flatMap(vote -> Optional.ofNullable(vote.coverage()).stream())
            .toList();
    String missed = whole ? "" : VoteCoverage.missedByAll(voters, round.unshownParts());
    return missed.isEmpty() ? "complete" : "not read by any voter: " + text(missed);
  }

  private void notices() {
    if (result.notices().isEmpty()) {
      return;
    }
    out.heading("Blockers");
    for (ResultNotice notice : result.notices()) {
      out.line(
          "- **", text(notice.peer()), "** ", code(notice.code()), ": ", text(notice.detail()));
    }
  }

  private void findings() {
    List<ResultFinding> open = new ArrayList<>(result.open());
    open.sort(Comparator.comparing(ResultFinding::level));
    if (open.isEmpty()) {
      return;
    }
    out.heading("Open findings");
    out.columns("", "finding", "by", "where", "what");
    for (ResultFinding found : open.subList(0, Math.min(open.size(), FINDINGS_MAX))) {
      ResultPlace place = found.place();
      out.row(
          List.of(
              found.blocks() ? "**blocking**" : "advice",
              found.id(),
              text(found.owner()),
              place == null ? "" : code(place.shown().replace("|", "\\|")),
              text(ValueChecks.cut(found.statement(), STATEMENT_MAX))));
    }
    if (open.size() > FINDINGS_MAX) {
      out.line();
      out.line("and " + (open.size() - FINDINGS_MAX) + " more.");
    }
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
