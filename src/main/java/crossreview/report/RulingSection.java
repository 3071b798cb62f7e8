package crossreview.report;

import static crossreview.report.MarkdownBuilder.text;

import crossreview.model.event.FindingEvent.JudgeRuled;
import crossreview.model.vote.JudgeOpinion;
import crossreview.session.JudgmentState.JudgeRuling;
import crossreview.session.Session;
import crossreview.session.rule.ProofRules;
import java.util.List;
import java.util.stream.Collectors;

/** What judges ruled about requests for evidence. Pure. */
final class RulingSection {
  private RulingSection() {}

  static void write(MarkdownBuilder out, Session session) {
    List<JudgeRuling> rulings = session.supplement().judgments().rulings();
    if (rulings.isEmpty()) {
      return;
    }
    write(out, rulings.stream().filter(ruling -> !ProofRules.isProof(session, ruling)).toList());
  }

  private static void write(MarkdownBuilder out, List<JudgeRuling> rulings) {
    if (rulings.isEmpty()) {
      return;
    }
    out.heading("Judges");
    for (JudgeRuling judgeRuling : rulings) {
      JudgeRuled ruled = judgeRuling.ruled();
      String rebuttal = judgeRuling.rebuttal();
      String done = rebuttal == null ? "addressed" : "withdrawn by its owner after a rebuttal";
      String moved = ruled.promoted() ? done : "not moved";
      out.line(
          "- **" + ruled.finding() + "** " + moved + ", `" + ruled.reason().wireName(),
          "`, " + ruled.mode().wireName() + ", " + judgeRuling.at() + ": ",
          ruled.judges().stream().map(RulingSection::opinion).collect(Collectors.joining("; ")));
      if (rebuttal != null) {
        out.line("  - Rebuttal: ", text(rebuttal));
      }
    }
  }

  private static String opinion(JudgeOpinion judgeOpinion) {
    String said =
        judgeOpinion
            .answer()
            .map(answer ->
                " says "
                    + (answer.satisfied() ? "yes" : "no")
                    + ", "
                    + answer.confidence().wireName()
                    + ": "
                    + text(answer.rationale()))
            .orElse(" gave no answer (`" + judgeOpinion.failed() + "`)");
    return text(judgeOpinion.peer()) + said;
  }
}
