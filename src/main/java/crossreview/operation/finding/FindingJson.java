package crossreview.operation.finding;

import crossreview.codec.ObjectCodec;
import crossreview.model.finding.Citation;
import crossreview.model.finding.Finding;
import crossreview.model.vote.ProofRun;
import crossreview.session.JudgmentState.JudgeRuling;
import crossreview.session.LedgerFinding;
import crossreview.session.LedgerFinding.FindingMove;
import crossreview.session.Session;
import crossreview.session.rule.FindingGroup;
import crossreview.session.rule.ProofRules;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A finding as answers spell it; absent is absent. Pure. */
final class FindingJson {
  private static final ObjectCodec<Citation> CITATION =
      ObjectCodec.<Citation>object()
          .field("artifact", Citation::artifact)
          .field("from", Citation::from)
          .field("to", Citation::to)
          .field("digest", Citation::digest)
          .field("path", Citation::path)
          .field("line", Citation::line)
          .field("quote", Citation::quote)
          .field("scope", Citation::scope);

  private static final ObjectCodec<FindingMove> MOVE =
      ObjectCodec.<FindingMove>object()
          .field("at", FindingMove::at)
          .field("by", FindingMove::by)
          .field("from", move -> move.moved().from())
          .field("to", move -> move.moved().to())
          .field("method", move -> move.moved().method())
          .field("as", move -> move.moved().as())
          .field("reason", move -> move.moved().reason());

  private static final ObjectCodec<ProofRun> RUN =
      ObjectCodec.<ProofRun>object()
          .field("command", ProofRun::command)
          .field("exit_code", ProofRun::exitCode)
          .field("output_sha256", ProofRun::output)
          .field("output_bytes", ProofRun::outputBytes)
          .field("evidence", ProofRun::evidence);

  private static final ObjectCodec<JudgeRuling> PROOF =
      ObjectCodec.<JudgeRuling>object()
          .field("at", JudgeRuling::at)
          .field("peer", ruling -> ruling.ruled().judges().getFirst().peer())
          .field("result", ruling -> ruling.ruled().reason())
          .field("artifact", JudgeRuling::artifact)
          .field("failed", ruling -> ruling.ruled().judges().getFirst().failed())
          .inline(RUN, ruling -> ruling.ruled().proof());

  private static final ObjectCodec<SessionFinding> FINDING =
      ObjectCodec.<SessionFinding>object()
          .field("id", finding -> finding.opened().id())
          .field("owner", finding -> finding.opened().owner())
          .field("kind", finding -> finding.opened().kind())
          .field("severity", finding -> finding.opened().severity())
          .field("scope", finding -> finding.opened().scope())
          .field("state", finding -> finding.ledger().state())
          .field("blocks", SessionFinding::blocks)
          .field("statement", finding -> finding.opened().statement())
          .field("opened_round", finding -> finding.opened().openedRound())
          .field("citations", finding -> CITATION.trees(finding.opened().citations()))
          .field("replacement", finding -> finding.opened().replacement())
          .field("linked", finding -> finding.opened().linked())
          .field("owners", finding -> finding.leads() ? finding.group().owners() : null)
          .field("merged", finding -> finding.leads() ? rest(finding.group()) : null)
          .field("merged_into", SessionFinding::mergedInto)
          .field("proofs", finding -> filled(PROOF.trees(finding.proofs())))
          .field("moves", finding -> MOVE.trees(finding.ledger().moves()));

  private FindingJson() {}

  private static @Nullable List<?> filled(List<?> list) {
    return list.isEmpty() ? null : list;
  }

  /** A finding, whether its session lets it block, and the programs that were run about it. */
  private record SessionFinding(
      LedgerFinding ledger, boolean blocks, FindingGroup group, List<JudgeRuling> proofs) {
    Finding opened() {
      return ledger.opened();
    }

    boolean leads() {
      return !group.others().isEmpty() && group.first().equals(opened());
    }

    @Nullable String mergedInto() {
      return group.first().equals(opened()) ? null : group.first().id();
    }
  }

  private static List<String> rest(FindingGroup group) {
    return group.others().stream().map(Finding::id).toList();
  }

  static Map<String, Object> of(Session session, LedgerFinding finding) {
    return of(session, finding, FindingGroup.of(session));
  }

  /**
   * @param groups those of the session
   */
  static Map<String, Object> of(Session session, LedgerFinding finding, List<FindingGroup> groups) {
    FindingGroup group =
        groups.stream()
            .filter(each -> each.ids().contains(finding.opened().id()))
            .findFirst()
            .orElseThrow();
    return FINDING.tree(
        new SessionFinding(
            finding, session.blocks(finding), group, ProofRules.of(session, finding)));
  }
}
