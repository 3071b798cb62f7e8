package crossreview.report;

import static crossreview.report.MarkdownBuilder.code;
import static crossreview.report.MarkdownBuilder.text;

import crossreview.model.event.LifecycleEvent;
import crossreview.model.event.LifecycleEvent.ArtifactSubmitted;
import crossreview.model.finding.Citation;
import crossreview.model.finding.Finding;
import crossreview.model.finding.FindingScope;
import crossreview.model.finding.FindingState;
import crossreview.model.material.ChangeIdentity;
import crossreview.model.vote.RoundBlocker;
import crossreview.session.LedgerFinding;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.session.SessionSupplement.EscalationRecord;
import crossreview.session.rule.FindingGroup;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The report of a session in Markdown: the answer first, then who blocks and why. Pure. */
public final class MarkdownReport {
  private final MarkdownBuilder out = new MarkdownBuilder();
  private final Session session;

  private MarkdownReport(Session session) {
    this.session = session;
  }

  /** The report; texts from outside are escaped, so they cannot pretend to be structure. */
  public static String markdown(Session session) {
    return new MarkdownReport(session).write();
  }

  private String write() {
    head();
    escalations();
    blockers();
    findings("Open findings", f -> f.state() == FindingState.OPEN);
    findings("Settled findings", f -> f.state() != FindingState.OPEN);
    EvidenceSection.write(out, session);
    ClaimSection.write(out, session);
    RulingSection.write(out, session);
    ProofSection.write(out, session);
    ImportedSection.write(out, session);
    session.rounds().forEach(round -> RoundTable.write(out, session, round));
    TermsSection.write(out, session);
    CallTables.money(out, session);
    CallTables.tokens(out, session);
    CallTables.caches(out, session);
    CallTables.sent(out, session);
    RemarkSection.write(out, session);
    verify();
    return out.toString();
  }

  private void head() {
    String opened = ", opened " + session.openedAt() + " by ";
    String last = ", last line " + session.seq() + " at " + session.updatedAt() + ".";
    ArtifactSubmitted submitted = session.supplement().submitted();
    out.line("# ", text(session.opened().task()));
    out.line();
    out.line(OutcomeSentence.of(session), "  ");
    out.line(code(session.id().value()), opened, text(session.opened().petitioner()), last);
    if (submitted != null && submitted.change() != null) {
      change(submitted.change());
    }
    if (submitted != null && submitted.readAs() != null) {
      out.line();
      out.line("The submitted text was read as: ", text(submitted.readAs()), ".");
    }
  }

  private void change(ChangeIdentity change) {
    out.line();
    out.line("The change is of ", text(change.repository()), ", ", text(change.compared()), ".");
    out.line();
    out.line("| from | to | branch |");
    out.line("|---|---|---|");
    out.line(
        "| ",
        side(change.base(), change.baseTree()),
        " | ",
        side(change.head(), change.headTree()),
        " | ",
        change.branch() == null ? "detached" : text(change.branch()),
        " |");
  }

  private static String side(@Nullable String commit, String tree) {
    return code(commit == null ? "tree " + tree : commit);
  }

  private void escalations() {
    if (!session.supplement().escalations().isEmpty()) {
      out.heading("A person was asked for");
      session.supplement().escalations().forEach(this::escalation);
    }
  }

  private void escalation(EscalationRecord escalation) {
    out.line(
        "- **" + escalation.severity().wireName() + "**, " + escalation.at() + " by ",
        text(escalation.by()),
        ": ",
        text(escalation.reason()));
  }

  private void blockers() {
    Round round = session.lastRound().orElse(null);
    if (round == null || !round.counted() || round.completed().blockers().isEmpty()) {
      return;
    }
    out.heading("Who blocks and why");
    for (RoundBlocker roundBlocker : round.completed().blockers()) {
      String finding = roundBlocker.finding() == null ? "" : " " + roundBlocker.finding();
      String detail = roundBlocker.detail() == null ? "" : ": " + text(roundBlocker.detail());
      out.line(
          "- **", text(roundBlocker.peer()), "** ", code(roundBlocker.code()), finding, detail);
    }
  }

  private void findings(String title, Predicate<LedgerFinding> which) {
    List<FindingGroup> found =
        FindingGroup.of(session).stream()
            .filter(group -> which.test(session.findings().at(group.first().id())))
            .toList();
    if (found.isEmpty()) {
      return;
    }
    out.heading(title);
    for (FindingGroup group : found) {
      finding(group, session.findings().at(group.first().id()));
      for (Finding other : group.others()) {
        if (group.inOtherWords(other)) {
          out.line("  - ", text(other.owner()), " (" + other.id() + "): ", text(other.statement()));
        }
      }
      group.ids().forEach(id -> session.findings().at(id).moves().forEach(this::move));
    }
  }

  private void finding(FindingGroup group, LedgerFinding finding) {
    FindingScope scope = finding.opened().scope();
    String what =
        finding.opened().severity().wireName()
            + " "
            + finding.opened().kind().wireName()
            + (scope == null ? "" : ", " + scope.wireName())
            + (finding.blocks() && !session.blocks(finding) ? " (does not block)" : "");
    out.line(
        "- **" + String.join(", ", group.ids()) + "** ",
        text(String.join(", ", group.owners())),
        ", " + what + ", round " + finding.opened().openedRound() + ": ",
        text(finding.opened().statement()),
        place(finding.opened().citations()));
  }

  private void move(LedgerFinding.FindingMove findingMove) {
    String reason =
        findingMove.moved().reason() == null ? "" : ": " + text(findingMove.moved().reason());
    String as =
        findingMove.moved().as() == null ? "" : " as " + findingMove.moved().as().wireName();
    out.line(
        "  - ",
        findingMove.moved().to().wireName() + as,
        " by ",
        text(findingMove.by()),
        ", ",
        findingMove.at(),
        reason);
  }

  private static String place(List<Citation> citations) {
    if (citations.isEmpty() || citations.getFirst().path() == null) {
      return "";
    }
    Citation first = citations.getFirst();
    String line = first.line() == null ? "" : ":" + first.line();
    return " (" + code(first.path() + line) + ")";
  }

  private void verify() {
    out.heading("How to verify");
    out.line(
        "`crossreview verify " + session.id() + "` checks the chain of " + session.seq(),
        " lines, every stored text and every vote against its digest.");
    LifecycleEvent.FinalText approved = session.closed() ? session.finalized().finalText() : null;
    if (approved != null) {
      out.line(
          "The approved bytes have the SHA-256 `" + approved.sha256(),
          "`; `sha256sum final.md` shows the same. That file is the exact text: what looks like a"
              + " secret in it is not masked.");
    }
    LifecycleEvent.ArtifactSubmitted submitted = session.supplement().submitted();
    if (session.revised() && submitted != null) {
      out.line(
          "The submitted bytes have the SHA-256 `" + submitted.artifact().sha256(),
          "`. `crossreview apply " + session.id() + "` replaces them by the approved ones.");
    }
  }
}
