package crossreview.report;

import static crossreview.report.MarkdownBuilder.code;
import static crossreview.report.MarkdownBuilder.text;

import crossreview.model.event.LifecycleEvent.ArtifactSubmitted;
import crossreview.model.event.OpeningFacts;
import crossreview.model.finding.FindingSuppression;
import crossreview.model.finding.SuppressionSet;
import crossreview.model.material.ContextFile;
import crossreview.model.material.ContextKind;
import crossreview.model.policy.LimitName;
import crossreview.model.policy.LimitOrigin;
import crossreview.model.policy.PolicyRules;
import crossreview.model.run.PanelMember;
import crossreview.model.run.PeerSnapshot;
import crossreview.session.OperatorChanges;
import crossreview.session.Session;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Under which terms a session is reviewed: policy, limits and where they came from, steering. */
final class TermsSection {
  private TermsSection() {}

  static void write(MarkdownBuilder out, Session session) {
    out.heading("Terms");
    out.line("- Policy ", code(session.policy().name()), " version ", policy(session));
    List<String> limits = new ArrayList<>();
    for (LimitName limit : LimitName.values()) {
      String now = limit.of(session.limits());
      limits.add(
          limit.wireName() + " " + (now.isEmpty() ? "not set" : now) + origin(session, limit));
    }
    out.line("- Limits: ", String.join(", ", limits) + ".");
    facts(out, session.opened().facts());
    for (OperatorChanges.ReviewConstraint said : session.steering().constraints()) {
      out.line("- Constraint by ", text(said.by()), ", " + said.at() + ": ", text(said.text()));
    }
    SuppressionSet rulings = session.suppressions();
    if (rulings != null) {
      out.line("- Lasting rulings of the repository, from ", text(rulings.origin()) + ":");
      rulings.entries().forEach(ruling -> out.line("  - ", ruling(ruling)));
    }
    for (PanelMember member : session.panel()) {
      if (member.stance() != null) {
        out.line("- Stance of ", text(member.peer()), ": ", text(member.stance()));
      }
      if (member.onTrial()) {
        out.line(
            "- ", text(member.peer()), " is on trial: its votes and findings count for nothing.");
      }
    }
    context(out, session);
    if (session.paused()) {
      out.line("- Paused since " + session.steering().pausedAt() + ".");
    }
    if (session.steering().panel() != null) {
      List<String> peers = session.panel().stream().map(member -> member.peer()).toList();
      out.line("- The panel was changed; now it is ", text(String.join(", ", peers)) + ".");
    }
  }

  /** What held at the opening. */
  private static void facts(MarkdownBuilder out, @Nullable OpeningFacts facts) {
    if (facts == null) {
      return;
    }
    List<String> limits = new ArrayList<>();
    for (LimitOrigin limit : facts.limits()) {
      String asked =
          limit.requested() == null
              ? ""
              : ", asked for " + limit.requested() + " of " + shown(limit.allowed());
      limits.add(limit.limit().wireName() + " " + limit.source().wireName() + text(asked));
    }
    out.line("- Limits come from: ", String.join("; ", limits) + ".");
    out.line("- Settings at the opening: `" + facts.settings().sha256() + "`.");
    for (PeerSnapshot peer : facts.peers()) {
      Boolean known = peer.available();
      String state = known == null ? "not known" : known ? "available" : "not available";
      String note = peer.note() == null ? "" : ", " + text(peer.note());
      out.line(
          "- At the opening ",
          text(peer.peer() + " (" + peer.model() + ")") + " was " + state,
          ", " + peer.latencyMs() + " ms" + note + ".");
    }
  }

  private static String shown(String limit) {
    return limit.isEmpty() ? "no limit" : limit;
  }

  /** Rules by name; of the rest the number, for a prompt has what fits. */
  private static void context(MarkdownBuilder out, Session session) {
    ArtifactSubmitted submitted = session.supplement().submitted();
    List<ContextFile> beside = submitted == null ? List.of() : submitted.beside();
    long others = 0;
    for (ContextFile file : beside) {
      if (file.omitted() != null) {
        out.line("- Left out: ", code(file.path()) + ", ", text(file.omitted()) + ".");
      } else if (file.kind() == ContextKind.RULE) {
        String from = file.commit() == null ? "" : " at " + code(file.commit());
        out.line(
            "- Rule of the repository: ", code(file.path()) + from, ", `" + file.sha256() + "`.");
      } else {
        others++;
      }
    }
    if (others > 0) {
      out.line("- Files shown beside the text, as far as a prompt had room: " + others + ".");
    }
  }

  private static String ruling(FindingSuppression ruling) {
    String kind = ruling.kind() == null ? "" : ", " + ruling.kind().wireName();
    return text(ruling.rule() + kind) + " in " + code(ruling.glob()) + ": " + text(ruling.reason());
  }

  private static String policy(Session session) {
    PolicyRules rules = session.policy().rules();
    String k = rules.k() == null ? "" : " (" + rules.k() + ")";
    return session.policy().version()
        + ": "
        + text(rules.rule().wireName())
        + k
        + ", citations "
        + rules.citations().wireName()
        + ".";
  }

  /** A limit is that of the settings at the opening, a person's change, or what a run asked for. */
  private static String origin(Session session, LimitName limit) {
    String now = limit.of(session.limits());
    if (limit == LimitName.MAX_ROUNDS
        && session.hasRun()
        && session.run().maxRounds() < session.run().limits().maxRounds()) {
      int extra = session.run().extraRounds();
      String more = extra == 0 ? "" : ", and up to " + extra + " more for evidence";
      return " (the run asked for " + session.run().maxRounds() + more + ")";
    }
    String opened = limit.of(session.opened().limits());
    return now.equals(opened) ? "" : " (changed from " + (opened.isEmpty() ? "none" : opened) + ")";
  }
}
