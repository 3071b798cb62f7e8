package crossreview.review;

import crossreview.diff.TextAnalysis;
import crossreview.model.Digest;
import crossreview.model.TextRef;
import crossreview.model.call.CallPhase;
import crossreview.model.call.CallPurpose;
import crossreview.model.call.CostBasis;
import crossreview.model.call.CostCertainty;
import crossreview.model.call.FailureClass;
import crossreview.model.call.PeerFailure;
import crossreview.model.material.Artifact;
import crossreview.model.policy.CitationRule;
import crossreview.model.run.DraftRefusal;
import crossreview.model.vote.VerdictQuality;
import crossreview.model.vote.VerdictStatus;
import crossreview.session.LedgerCall;
import crossreview.session.Session;
import crossreview.session.command.AnswerMeaning;
import crossreview.session.decision.BallotRules;
import crossreview.store.log.SessionLog;
import crossreview.verdict.CitationRepair;
import crossreview.verdict.VerdictReader;
import crossreview.verdict.VerdictResult;
import crossreview.verdict.revision.DraftResult;
import crossreview.verdict.revision.RevisionReader;
import crossreview.verdict.revision.RotationReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

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
  }

  /** Reads an answer; a usable revision's blob is durable when this returns. */
  Interpretation read(LedgerCall ledgerCall, String answer) {
    return switch (ledgerCall.purpose()) {
      case REVIEW -> verdict(ledgerCall, answer, false);
      case REPAIR -> verdict(ledgerCall, answer, true);
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
    RuleAnswer said = rule(session, ledgerCall.peer()) ? RuleAnswer.read(answer) : voted(answer);
    if (said.abstention() != null) {
      return new Interpretation.ClearAnswer(new AnswerMeaning.AbstentionAnswer(said.abstention()));
    }
    return switch (VerdictReader.read(
        said.verdict(), artifact, promptInputSource.text(), promptInputSource.beside())) {
      case VerdictResult.UnreadableVerdict u ->
          new Interpretation.UnclearAnswer(u.code(), u.detail());
      case VerdictResult.ParsedVerdict parsedVerdict
          when parsedVerdict.verdict().status() == VerdictStatus.READY && sawNothing(artifact) ->
          new Interpretation.ClearAnswer(new AnswerMeaning.AbstentionAnswer(SAW_NOTHING));
      case VerdictResult.ParsedVerdict parsedVerdict -> {
        Optional<String> contradiction =
            BallotRules.contradiction(session, ledgerCall.peer(), parsedVerdict.verdict());
        VerdictQuality verdictQuality =
            repaired ? VerdictQuality.RECOVERED : parsedVerdict.verdictQuality();
        if (contradiction.isPresent()) {
          yield new Interpretation.UnclearAnswer("inconsistent_verdict", contradiction.get());
        }
        AnswerMeaning.BallotAnswer ballotAnswer =
            new AnswerMeaning.BallotAnswer(
                parsedVerdict.verdict(), verdictQuality, parsedVerdict.remarks(), said.coverage());
        boolean back = !repaired && !parsedVerdict.uncited().isEmpty() && sendsBack(session);
        yield back
            ? new Interpretation.UncitedVote(parsedVerdict, ballotAnswer)
            : new Interpretation.ClearAnswer(ballotAnswer);
      }
    };
  }

  /** Whether the text says that something changed and shows none of it: that approves nothing. */
  private boolean sawNothing(Artifact artifact) {
    String text = promptInputSource.text();
    return TextAnalysis.of(artifact.label(), artifact.mediaType(), text).isContentless();
  }

  /** Whether the peer is a built-in rule: only those may abstain, for they say what they read. */
  private static boolean rule(Session session, String peer) {
    return session.panel().stream()
        .anyMatch(member -> member.peer().equals(peer) && member.kind().equals("builtin"));
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
            uncitedVote.parsedVerdict(), answer, artifact, promptInputSource.text());
    return new Interpretation.ClearAnswer(
        new AnswerMeaning.BallotAnswer(
            parsedVerdict.verdict(), parsedVerdict.verdictQuality(), parsedVerdict.remarks()));
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
    return switch (RevisionReader.read(promptInputSource.text(), answer, artifactBytesMax)) {
      case DraftResult.RejectedDraft rejectedDraft ->
          new AnswerMeaning.DraftFailure(rejectedDraft.reason());
      case DraftResult.UsableDraft usableDraft ->
          new AnswerMeaning.RevisionAnswer(stored(usableDraft), usableDraft.changes());
    };
  }

  private AnswerMeaning turn(String answer) {
    RotationReader.RotationResult rotationResult =
        RotationReader.read(promptInputSource.text(), answer, artifactBytesMax);
    return switch (rotationResult.draftResult()) {
      case DraftResult.RejectedDraft same when same.reason() == DraftRefusal.IDENTICAL ->
          new AnswerMeaning.TurnAnswer(null, List.of(), rotationResult.declared());
      case DraftResult.RejectedDraft rejectedDraft ->
          new AnswerMeaning.DraftFailure(rejectedDraft.reason());
      case DraftResult.UsableDraft usableDraft ->
          new AnswerMeaning.TurnAnswer(
              stored(usableDraft), usableDraft.changes(), rotationResult.declared());
    };
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
