package crossreview.proof;

import crossreview.codec.ObjectCodec;
import crossreview.journal.LinePosition;
import crossreview.json.JsonTree;
import crossreview.model.Digest;
import crossreview.model.TextRef;
import crossreview.model.call.AnswerOrigin;
import crossreview.model.call.PromptRef;
import crossreview.model.event.LifecycleEvent.ArtifactSubmitted;
import crossreview.model.event.LifecycleEvent.SessionFinalized;
import crossreview.model.event.RoundEvent.BallotCast;
import crossreview.model.material.ContextFile;
import crossreview.model.material.ScopeExclusion;
import crossreview.model.policy.PolicyRef;
import crossreview.model.run.PanelMember;
import crossreview.model.vote.ReviewScope.PartGroup;
import crossreview.model.vote.VoteCoverage;
import crossreview.session.LedgerCall;
import crossreview.session.LedgerFinding;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.session.rule.Panel;
import crossreview.store.log.ReceiptFactory.ReceiptInput;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a receipt says of a session: how it ended, on which bytes, by whose votes and answers, under
 * which rules. Texts and whole numbers only. Pure; it can be rebuilt from the journal.
 */
final class ReceiptContent {
  /** Names the fields below; a receipt with other fields has another name. */
  static final String FORMAT = "crossreview-receipt/4";

  /** Without the files beside the artifact; such receipts are checked, not made. */
  static final String LEGACY_FORMAT_3 = "crossreview-receipt/3";

  /** Without who was excused or abstained, too. */
  static final String LEGACY_FORMAT_2 = "crossreview-receipt/2";

  /** Without the digest of what was submitted, too. */
  static final String LEGACY_FORMAT_1 = "crossreview-receipt/1";

  /** The head before the closing line; the line itself names the receipt. */
  private static final ObjectCodec<LinePosition> HEAD =
      ObjectCodec.<LinePosition>object()
          .field("epoch", LinePosition::epoch)
          .field("seq", place -> place.seq() - 1)
          .field("sha256", LinePosition::prev);

  private static final ObjectCodec<PolicyRef> POLICY =
      ObjectCodec.<PolicyRef>object()
          .field("name", PolicyRef::name)
          .field("version", PolicyRef::version)
          .field("sha256", PolicyRef::digest);

  private static final ObjectCodec<PanelMember> MEMBER =
      ObjectCodec.<PanelMember>object()
          .field("peer", PanelMember::peer)
          .field("kind", PanelMember::kind)
          .field("model", member -> text(member.model()))
          .field("stance", member -> text(member.stance()))
          .field("counts", PanelMember::counts);

  private static final ObjectCodec<PromptRef> PROMPT =
      ObjectCodec.<PromptRef>object()
          .field("peer", PromptRef::peer)
          .field("sha256", PromptRef::digest)
          .field("parts", PromptRef::parts);

  private static final ObjectCodec<BallotCast> VOTE =
      ObjectCodec.<BallotCast>object()
          .field("peer", BallotCast::peer)
          .field("status", BallotCast::status)
          .field("artifact", BallotCast::artifact)
          .field("answer", BallotCast::answer)
          .field("carried_from", ReceiptContent::carriedFrom)
          .field("reused_from", vote -> reusedFrom(vote));

  private static final ObjectCodec<Round> ROUND =
      ObjectCodec.<Round>object()
          .field("round", Round::number)
          .field("artifact", Round::artifact)
          .field("prompts", round -> PROMPT.trees(round.prompts()))
          .field("votes", round -> VOTE.trees(votes(round)))
          .field("tally", round -> round.counted() ? round.completed().tally() : null);

  /** Who did not vote although asked, in the order of the panel. */
  private static final ObjectCodec<Round> WHOLE_ROUND =
      ObjectCodec.<Round>object()
          .inline(ROUND, round -> round)
          .field("excused", round -> among(round, round.excused().keySet()))
          .field("abstained", round -> among(round, round.abstained().keySet()));

  private static final ObjectCodec<PartGroup> EXCLUSION =
      ObjectCodec.<PartGroup>object()
          .field("reason", group -> text(group.reason()))
          .field("parts", PartGroup::numbers)
          .field("files", PartGroup::files)
          .field("places", group -> group.places().stream().map(ReceiptContent::text).toList());

  /** What was shown to whom, by digest of the report, and what to nobody. */
  private static final ObjectCodec<Round> COVERED_ROUND =
      ObjectCodec.<Round>object()
          .inline(WHOLE_ROUND, round -> round)
          .field("coverage", ReceiptContent::coverage)
          .field("excluded", round -> EXCLUSION.trees(excluded(round)));

  private static final ObjectCodec<LedgerCall> CALL =
      ObjectCodec.<LedgerCall>object()
          .field("call", LedgerCall::id)
          .field("peer", LedgerCall::peer)
          .field("round", LedgerCall::round)
          .field("purpose", LedgerCall::purpose)
          .field("state", LedgerCall::state)
          .field("answer", call -> call.answer() == null ? null : call.answer().sha256())
          .field("model", call -> text(call.model()))
          .field("model_reported", call -> text(call.modelReported()))
          .field("booked_usd", LedgerCall::booked);

  private static final ObjectCodec<LedgerFinding> FINDING =
      ObjectCodec.<LedgerFinding>object()
          .field("finding", finding -> finding.opened().id())
          .field("owner", finding -> finding.opened().owner())
          .field("severity", finding -> finding.opened().severity())
          .field("state", LedgerFinding::state);

  private static final ObjectCodec<LedgerFinding> SCOPED_FINDING =
      ObjectCodec.<LedgerFinding>object()
          .inline(FINDING, finding -> finding)
          .field("scope", finding -> finding.opened().scope());

  private static final ObjectCodec<SessionFinalized> END =
      ObjectCodec.<SessionFinalized>object()
          .field("outcome", SessionFinalized::outcome)
          .field("reason", SessionFinalized::reason)
          .field("final", end -> end.finalText() == null ? null : end.finalText().sha256())
          .field("cost_usd", SessionFinalized::cost);

  private static final ObjectCodec<Session> SESSION =
      ObjectCodec.<Session>object()
          .field("session_id", Session::id)
          .field("opened_at", Session::openedAt)
          .field("artifact", s -> s.hasArtifact() ? s.current().sha256() : null)
          .field("task", s -> Digest.of(s.opened().task()))
          .field("petitioner", s -> s.opened().petitioner())
          .field("mode", Session::mode)
          .field("policy", s -> POLICY.tree(s.policy()))
          .field("settings", s -> s.opened().settingsDigest())
          .field("panel", s -> MEMBER.trees(s.panel()))
          .field("calls", s -> CALL.trees(s.calls().values()));

  private static final ObjectCodec<ContextFile> CONTEXT =
      ObjectCodec.<ContextFile>object()
          .field("kind", ContextFile::kind)
          .field("path", file -> text(file.path()))
          .field("commit", ContextFile::commit)
          .field("sha256", ContextFile::sha256)
          .field("omitted", file -> text(file.omitted()));

  private static final ObjectCodec<ScopeExclusion> SCOPE_EXCLUSION =
      ObjectCodec.<ScopeExclusion>object()
          .field("reason", exclusion -> text(exclusion.reason()))
          .field(
              "globs", exclusion -> exclusion.globs().stream().map(ReceiptContent::text).toList());

  private static final ObjectCodec<ReceiptInput> NEWEST =
      withSubmitted(FORMAT, COVERED_ROUND, SCOPED_FINDING)
          .field("context", input -> CONTEXT.trees(context(input.before())))
          .field("exclusions", input -> exclusions(input.before()));

  private static final Map<String, ObjectCodec<ReceiptInput>> CONTENTS =
      Map.of(
          LEGACY_FORMAT_1, content(LEGACY_FORMAT_1, ROUND, FINDING),
          LEGACY_FORMAT_2, withSubmitted(LEGACY_FORMAT_2, ROUND, FINDING),
          LEGACY_FORMAT_3, withSubmitted(LEGACY_FORMAT_3, WHOLE_ROUND, FINDING),
          FORMAT, NEWEST);

  private ReceiptContent() {}

  private static ObjectCodec<ReceiptInput> withSubmitted(
      String format, ObjectCodec<Round> round, ObjectCodec<LedgerFinding> finding) {
    return content(format, round, finding).field("submitted", input -> submitted(input.before()));
  }

  private static ObjectCodec<ReceiptInput> content(
      String format, ObjectCodec<Round> round, ObjectCodec<LedgerFinding> finding) {
    return ObjectCodec.<ReceiptInput>object()
        .field("format", input -> format)
        .inline(SESSION, ReceiptInput::before)
        .field("findings", input -> finding.trees(findings(input.before())))
        .field("rounds", input -> round.trees(rounds(input.before())))
        .inline(END, ReceiptInput::end)
        .field("closed_at", input -> input.eventEnvelope().ts())
        .field("head", input -> HEAD.tree(input.place()));
  }

  /** A receipt is about what counts; the journal has what peers on trial said. */
  private static List<Round> rounds(Session session) {
    return session.rounds().stream().map(round -> Panel.counted(session, round)).toList();
  }

  private static List<LedgerFinding> findings(Session session) {
    return session.findings().values().stream()
        .filter(finding -> !Panel.isTrial(session, finding.opened().owner()))
        .toList();
  }

  static Map<String, Object> of(ReceiptInput receiptInput) {
    return NEWEST.tree(receiptInput);
  }

  /** The same as a format says it; empty for the format of another version. */
  static Optional<Map<String, Object>> of(String format, ReceiptInput receiptInput) {
    return Optional.ofNullable(CONTENTS.get(format)).map(codec -> codec.tree(receiptInput));
  }

  private static @Nullable Digest submitted(Session session) {
    ArtifactSubmitted submitted = session.supplement().submitted();
    return submitted == null ? null : submitted.artifact().sha256();
  }

  private static List<ContextFile> context(Session session) {
    ArtifactSubmitted submitted = session.supplement().submitted();
    return submitted == null ? List.of() : submitted.beside();
  }

  /** What the caller kept from reviewers. */
  private static @Nullable List<?> exclusions(Session session) {
    ArtifactSubmitted submitted = session.supplement().submitted();
    return submitted == null || submitted.excluded().isEmpty()
        ? null
        : SCOPE_EXCLUSION.trees(submitted.excluded());
  }

  private static @Nullable Digest coverage(Round round) {
    TextRef report = round.counted() ? round.completed().coverage() : null;
    return report == null ? null : report.sha256();
  }

  /** The round in which the voter was shown what it was not shown again. */
  private static @Nullable Integer carriedFrom(BallotCast vote) {
    VoteCoverage coverage = vote.coverage();
    return coverage == null || coverage.carriedFrom() == null
        ? null
        : Integer.valueOf(coverage.carriedFrom().round());
  }

  /** The call of another session whose answer the vote is. */
  private static @Nullable Map<String, Object> reusedFrom(BallotCast vote) {
    AnswerOrigin origin = vote.reusedFrom();
    return origin == null
        ? null
        : JsonTree.of(
            "session", origin.session().toString(),
            "round", (long) origin.round(),
            "call", origin.call(),
            "at", origin.at());
  }

  private static List<PartGroup> excluded(Round round) {
    return round.beginning().scope() == null ? List.of() : round.beginning().scope().excluded();
  }

  private static List<BallotCast> votes(Round round) {
    return round.panel().stream()
        .filter(round.votes()::containsKey)
        .map(round.votes()::get)
        .toList();
  }

  private static List<String> among(Round round, Set<String> peers) {
    return round.panel().stream().filter(peers::contains).toList();
  }

  /** A name from outside; half a surrogate pair has no canonical form. */
  private static @Nullable String text(@Nullable String text) {
    return text == null
        ? null
        : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
