package crossreview.review;

import crossreview.coverage.ArtifactScope;
import crossreview.model.CarriedParts;
import crossreview.model.Digest;
import crossreview.model.TextRef;
import crossreview.model.ValueChecks;
import crossreview.model.call.CallPhase;
import crossreview.model.call.CallPurpose;
import crossreview.model.call.CostBasis;
import crossreview.model.call.CostCertainty;
import crossreview.model.call.FailureClass;
import crossreview.model.call.PeerFailure;
import crossreview.model.material.Artifact;
import crossreview.model.policy.CitationRule;
import crossreview.model.run.DraftRefusal;
import crossreview.model.vote.BallotRemark;
import crossreview.model.vote.ConfidenceLevel;
import crossreview.model.vote.Verdict;
import crossreview.model.vote.VerdictQuality;
import crossreview.model.vote.VerdictStatus;
import crossreview.model.vote.VoteCoverage;
import crossreview.model.vote.VoteCoverage.PartPlace;
import crossreview.review.prompt.PromptInputSource;
import crossreview.session.LedgerCall;
import crossreview.session.Session;
import crossreview.session.command.AnswerMeaning;
import crossreview.session.decision.BallotRules;
import crossreview.session.rule.Panel;
import crossreview.store.log.SessionLog;
import crossreview.verdict.CitationRepair;
import crossreview.verdict.RuleAnswer;
import crossreview.verdict.VerdictMerge;
import crossreview.verdict.VerdictReader;
import crossreview.verdict.VerdictResult;
import crossreview.verdict.revision.DocumentGuard;
import crossreview.verdict.revision.DraftResult;
import crossreview.verdict.revision.RevisionReader;
import crossreview.verdict.revision.RotationReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What an answer means: a vote, a revision, or nothing yet. */
final class AnswerInterpreter {
  private static final String SAW_NOTHING =
      "its READY does not count: the text shows nothing of the change";

  private final SessionLog log;
  private final PromptInputSource promptInputSource;
  private final long artifactBytesMax;

  AnswerInterpreter(SessionLog log, PromptInputSource promptInputSource, long artifactBytesMax) {
    this.log = log;
    this.promptInputSource = promptInputSource;
    this.artifactBytesMax = artifactBytesMax;
  }

  /** What came of reading an answer. */
  sealed interface Interpretation {
    record ClearAnswer(AnswerMeaning answerMeaning) implements Interpretation {}

    /** No vote can be taken from it; the code and the words are for the repair turn. */
    record UnclearAnswer(String code, String detail) implements Interpretation {}

    /** A vote of which citations are not in the artifact; it may be used as it is. */
    record UncitedVote(VerdictResult.ParsedVerdict parsedVerdict, AnswerMeaning.BallotAnswer asItIs)
        implements Interpretation {}

    /**
     * The same with what is wrong with the provider's count, beside a vote.
     *
     * @param count null where nothing is
     */
    default Interpretation remarking(@Nullable String count) {
      if (count == null
          || !(this instanceof ClearAnswer clear)
          || !(clear.answerMeaning() instanceof AnswerMeaning.BallotAnswer ballot)) {
        return this;
      }
      return new ClearAnswer(ballot.with(new BallotRemark("count_not_used", null, count)));
    }
  }

  /** Reads an answer; a usable revision's blob is durable when this returns. */
  Interpretation read(LedgerCall ledgerCall, String answer) {
    return switch (ledgerCall.purpose()) {
      case REVIEW -> ofSection(ledgerCall, verdict(ledgerCall, answer, false));
      case REPAIR -> ofSection(ledgerCall, verdict(ledgerCall, answer, true));
      case CITE -> cited(ledgerCall, answer);
      case REVISE -> new Interpretation.ClearAnswer(revision(answer));
      case JUDGE ->
          new Interpretation.ClearAnswer(
              new AnswerMeaning.UnreadAnswer()); // read with those of the other judges
      case ROTATE -> new Interpretation.ClearAnswer(turn(answer));
    };
  }

  private Interpretation verdict(LedgerCall ledgerCall, String answer, boolean repaired) {
    Session session = log.session();
    Artifact artifact =
        session.artifacts().at(session.rounds().get(ledgerCall.round() - 1).artifact());
    RuleAnswer said =
        Panel.isRule(session, ledgerCall.peer()) ? RuleAnswer.read(answer) : voted(answer);
    if (said.abstention() != null) {
      return new Interpretation.ClearAnswer(new AnswerMeaning.AbstentionAnswer(said.abstention()));
    }
    return switch (VerdictReader.read(
        said.verdict(), artifact, promptInputSource.text(), promptInputSource.beside())) {
      case VerdictResult.UnreadableVerdict u ->
          new Interpretation.UnclearAnswer(u.code(), u.detail());
      case VerdictResult.ParsedVerdict parsedVerdict
          when parsedVerdict.verdict().status() == VerdictStatus.READY && sawNothing() ->
          new Interpretation.ClearAnswer(new AnswerMeaning.AbstentionAnswer(SAW_NOTHING));
      case VerdictResult.ParsedVerdict parsedVerdict -> {
        // Another section may have the word about a finding, so all of them are looked at together.
        Optional<String> contradiction =
            ledgerCall.section() == null
                ? BallotRules.contradiction(session, ledgerCall.peer(), parsedVerdict.verdict())
                : Optional.empty();
        VerdictQuality verdictQuality =
            repaired ? VerdictQuality.RECOVERED : parsedVerdict.verdictQuality();
        if (contradiction.isPresent()) {
          yield new Interpretation.UnclearAnswer("inconsistent_verdict", contradiction.get());
        }
        AnswerMeaning.BallotAnswer ballotAnswer =
            ballot(parsedVerdict, verdictQuality, said.coverage());
        boolean back = !repaired && !parsedVerdict.uncited().isEmpty() && sendsBack(session);
        yield back
            ? new Interpretation.UncitedVote(parsedVerdict, ballotAnswer)
            : new Interpretation.ClearAnswer(ballotAnswer);
      }
    };
  }

  private static AnswerMeaning.BallotAnswer ballot(
      VerdictResult.ParsedVerdict parsed, VerdictQuality quality, @Nullable VoteCoverage coverage) {
    return new AnswerMeaning.BallotAnswer(
        parsed.verdict(), quality, parsed.remarks(), coverage, parsed.inventedQuotes());
  }

  /** Whether the text says that something changed and shows none of it: that approves nothing. */
  private boolean sawNothing() {
    return promptInputSource.isContentless();
  }

  /** The answer about a section waits for those about the others. */
  private static Interpretation ofSection(LedgerCall ledgerCall, Interpretation alone) {
    boolean waits =
        ledgerCall.section() != null && !(alone instanceof Interpretation.UnclearAnswer);
    return waits ? new Interpretation.ClearAnswer(new AnswerMeaning.UnreadAnswer()) : alone;
  }

  /**
   * The vote of a peer that was asked about sections.
   *
   * @param answers one about each of them; each can be read
   */
  Interpretation merged(String peer, List<LedgerCall> answers) {
    Session session = log.session();
    List<VerdictResult.ParsedVerdict> parsed = new ArrayList<>();
    boolean repaired = false;
    for (LedgerCall answer : answers) {
      repaired |= answer.purpose() == CallPurpose.REPAIR;
      VerdictResult result =
          VerdictReader.read(
              stored(answer),
              session.current(),
              promptInputSource.text(),
              promptInputSource.beside());
      if (!(result instanceof VerdictResult.ParsedVerdict verdict)) {
        return new Interpretation.UnclearAnswer("unclear_verdict", "a section has no vote");
      }
      parsed.add(verdict);
    }
    VerdictResult.ParsedVerdict merged = VerdictMerge.of(parsed);
    Optional<String> contradiction = BallotRules.contradiction(session, peer, merged.verdict());
    if (contradiction.isPresent()) {
      return new Interpretation.UnclearAnswer("inconsistent_verdict", contradiction.get());
    }
    return new Interpretation.ClearAnswer(
        ballot(
            merged,
            repaired ? VerdictQuality.RECOVERED : merged.verdictQuality(),
            coverage(answers)));
  }

  /** The last answer about each section, in their order. */
  List<LedgerCall> sections(LedgerCall first) {
    Map<Integer, LedgerCall> last = new TreeMap<>();
    log.session().callsOf(first.round()).stream()
        .filter(call -> call.peer().equals(first.peer()) && call.unread())
        .forEach(call -> last.put(call.sectionNumber(), call));
    return List.copyOf(last.values());
  }

  /** The vote of a peer whose answer stays unclear after its repair turn: no READY. */
  AnswerMeaning.BallotAnswer refused(LedgerCall answer, Interpretation.UnclearAnswer why) {
    Verdict verdict =
        new Verdict(
            VerdictStatus.NEEDS_EVIDENCE,
            ConfidenceLevel.UNKNOWN,
            ValueChecks.cut("Its answers give no vote: " + why.detail(), Verdict.SUMMARY_MAX),
            List.of(),
            List.of(),
            List.of());
    return new AnswerMeaning.BallotAnswer(
        verdict, VerdictQuality.RECOVERED, List.of(), coverage(sections(answer)));
  }

  private VoteCoverage coverage(List<LedgerCall> answers) {
    ArtifactScope scope = promptInputSource.scope();
    BitSet shown = new BitSet();
    answers.forEach(answer -> shown.or(Objects.requireNonNull(answer.section()).shownParts()));
    shown.and(scope.shown());
    CarriedParts carried = Objects.requireNonNull(answers.getFirst().section()).carriedFrom();
    List<PartPlace> missed = new ArrayList<>();
    BitSet rest = scope.shown();
    rest.andNot(shown);
    if (carried != null) {
      rest.andNot(carried.numbers());
    }
    rest.stream()
        .forEach(part -> missed.add(new PartPlace(part, scope.parts().get(part - 1).place())));
    return VoteCoverage.of(scope.parts().size(), shown, missed).carrying(carried);
  }

  private static RuleAnswer voted(String answer) {
    return new RuleAnswer(answer, null, null);
  }

  private static boolean sendsBack(Session session) {
    return session.policy().rules().citations() != CitationRule.OFF;
  }

  /** The review's vote with the citations that the second try found. */
  private Interpretation cited(LedgerCall ledgerCall, String answer) {
    Session session = log.session();
    LedgerCall review =
        session.callsOf(ledgerCall.round()).stream()
            .filter(c -> c.unread() && c.purpose() == CallPurpose.REVIEW)
            .filter(c -> c.peer().equals(ledgerCall.peer()))
            .findFirst()
            .orElseThrow();
    Interpretation before = verdict(review, stored(review), false);
    if (!(before instanceof Interpretation.UncitedVote uncitedVote)) {
      return before;
    }
    Artifact artifact =
        session.artifacts().at(session.rounds().get(ledgerCall.round() - 1).artifact());
    VerdictResult.ParsedVerdict parsedVerdict =
        CitationRepair.merged(
            uncitedVote.parsedVerdict(),
            answer,
            artifact,
            promptInputSource.text(),
            promptInputSource.beside());
    return new Interpretation.ClearAnswer(
        ballot(parsedVerdict, parsedVerdict.verdictQuality(), null));
  }

  /** An answer as it is stored. Awaits when it is long. */
  String stored(LedgerCall ledgerCall) {
    TextRef answer = ledgerCall.answer();
    if (answer == null) {
      throw new IllegalStateException("call " + ledgerCall.id() + " has no answer");
    }
    return answer.text() != null
        ? answer.text()
        : new String(log.blobs().get(answer.sha256()).await(), StandardCharsets.UTF_8);
  }

  private AnswerMeaning revision(String answer) {
    return switch (guarded(
        RevisionReader.read(promptInputSource.text(), answer, artifactBytesMax))) {
      case DraftResult.RejectedDraft rejectedDraft ->
          new AnswerMeaning.DraftFailure(rejectedDraft.reason());
      case DraftResult.UsableDraft usableDraft ->
          new AnswerMeaning.RevisionAnswer(stored(usableDraft), usableDraft.changes());
    };
  }

  private AnswerMeaning turn(String answer) {
    RotationReader.RotationResult rotationResult =
        RotationReader.read(promptInputSource.text(), answer, artifactBytesMax);
    return switch (guarded(rotationResult.draftResult())) {
      case DraftResult.RejectedDraft same when same.reason() == DraftRefusal.IDENTICAL ->
          new AnswerMeaning.TurnAnswer(null, List.of(), rotationResult.declared());
      case DraftResult.RejectedDraft rejectedDraft ->
          new AnswerMeaning.DraftFailure(rejectedDraft.reason());
      case DraftResult.UsableDraft usableDraft ->
          new AnswerMeaning.TurnAnswer(
              stored(usableDraft), usableDraft.changes(), rotationResult.declared());
    };
  }

  private DraftResult guarded(DraftResult result) {
    return DocumentGuard.checked(
        log.session().current(), promptInputSource.text(), promptInputSource.sources(), result);
  }

  private Artifact stored(DraftResult.UsableDraft usableDraft) {
    Artifact before = log.session().current();
    byte[] bytes = usableDraft.text().getBytes(StandardCharsets.UTF_8);
    Digest digest = log.blobs().put(bytes).await();
    return new Artifact(digest, bytes.length, before.mediaType(), before.label());
  }

  /** How a call fails whose repair turn brought no vote either. */
  static PeerFailure unreadable(Interpretation.UnclearAnswer why, CostBasis costBasis) {
    FailureClass failureClass =
        why.code().equals("inconsistent_verdict")
            ? FailureClass.INCONSISTENT_VERDICT
            : FailureClass.UNPARSEABLE_AFTER_RECOVERY;
    return new PeerFailure(
        failureClass,
        failureClass.wireName(),
        CallPhase.ANSWER,
        false,
        CostCertainty.of(costBasis),
        why.detail());
  }

  /** Whether an unclear answer gets a repair turn. */
  static boolean repairable(LedgerCall ledgerCall) {
    return ledgerCall.purpose() == CallPurpose.REVIEW;
  }
}
