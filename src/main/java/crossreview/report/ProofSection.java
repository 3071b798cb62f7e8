package crossreview.report;

import static crossreview.report.MarkdownBuilder.text;

import crossreview.model.policy.ProofPlan;
import crossreview.model.vote.ProofRun;
import crossreview.session.JudgmentState.JudgeRuling;
import crossreview.session.Session;
import crossreview.session.rule.ProofRules;
import java.util.List;
import java.util.Optional;

/** Which findings were executed, and what that showed. Pure. */
final class ProofSection {
  private ProofSection() {}

  static void write(MarkdownBuilder out, Session session) {
    List<JudgeRuling> proofs =
        session.supplement().judgments().rulings().stream()
            .filter(ruling -> ProofRules.isProof(session, ruling))
            .toList();
    ProofPlan plan = session.policy().rules().proof();
    Optional<String> obstacle =
        plan == null || session.findings().isEmpty()
            ? Optional.empty()
            : ProofRules.obstacle(session);
    if (proofs.isEmpty() && obstacle.isEmpty()) {
      return;
    }
    out.heading("Executed findings");
    obstacle.ifPresent(why -> out.line("No finding was executed: ", text(why), "."));
    for (JudgeRuling ruling : proofs) {
      out.line(
          "- **" + ruling.ruled().finding() + "** ",
          ruling.ruled().reason().wireName().replace('_', ' ') + " by ",
          text(ruling.ruled().judges().getFirst().peer()),
          ", " + ruling.at(),
          how(ruling),
          ", of the text `" + ruling.artifact().brief() + "`");
    }
  }

  private static String how(JudgeRuling ruling) {
    ProofRun run = ruling.ruled().proof();
    return run == null
        ? ": not executed (`" + ruling.ruled().judges().getFirst().failed() + "`)"
        : ": exit code "
            + run.exitCode()
            + ", output of "
            + run.outputBytes()
            + " bytes, sha256 `"
            + run.output()
            + "`";
  }
}
