package crossreview.review;

import crossreview.model.Digest;
import crossreview.model.call.CallPhase;
import crossreview.model.call.CallPurpose;
import crossreview.model.call.CostCertainty;
import crossreview.model.call.FailureClass;
import crossreview.model.call.PeerFailure;
import crossreview.model.material.Artifact;
import crossreview.model.policy.CitationRule;
import crossreview.model.run.DraftRefusal;
import crossreview.model.vote.VerdictQuality;
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
final class AnswerReading {
  private final SessionLog log;
  private final Material material;
  private final long artifactBytesMax;

  AnswerReading(SessionLog log, Material material, long artifactBytesMax) {
    this.log = log;
    this.material = material;
    this.artifactBytesMax = artifactBytesMax;
  }

  /** What came of reading an answer. */
  sealed interface Meaning {
    record Clear(AnswerMeaning answerMeaning) implements Meaning {}

    /** No vote can be taken from it; the code and the words are for the repair turn. */
    record Unclear(String code, String detail) implements Meaning {}

    /** A vote of which citations are not in the artifact; it may be used as it is. */
    record Uncited(VerdictResult.ParsedVerdict parsedVerdict, AnswerMeaning.BallotAnswer asItIs)
        implements Meaning {}
  }

  /** Reads an answer; a usable revision's blob is durable when this returns. */
  Meaning read(LedgerCall ledgerCall, String answer) {
    return switch (ledgerCall.purpose()) {
      case REVIEW -> verdict(ledgerCall, answer, false);
      case REPAIR -> verdict(ledgerCall, answer, true);
      case CITE -> cited(ledgerCall, answer);
      case REVISE -> new Meaning.Clear(revision(answer));
      case JUDGE ->
          new Meaning.Clear(
              new AnswerMeaning.UnreadAnswer()); // read with those of the other judges
      case ROTATE -> new Meaning.Clear(turn(answer));
    };
  }

  private Meaning verdict(LedgerCall ledgerCall, String answer, boolean repaired) {
    Session session = log.session();
    Artifact artifact =
        session.artifacts().get(session.rounds().get(ledgerCall.round() - 1).artifact());
    return switch (VerdictReader.read(answer, artifact, material.text())) {
      case VerdictResult.UnreadableVerdict u -> new Meaning.Unclear(u.code(), u.detail());
      case VerdictResult.ParsedVerdict parsedVerdict -> {
        Optional<String> contradiction =
            BallotRules.contradiction(session, ledgerCall.peer(), parsedVerdict.verdict());
        VerdictQuality verdictQuality =
            repaired ? VerdictQuality.RECOVERED : parsedVerdict.verdictQuality();
        if (contradiction.isPresent()) {
          yield new Meaning.Unclear("inconsistent_verdict", contradiction.get());
        }
        AnswerMeaning.BallotAnswer ballotAnswer =
            new AnswerMeaning.BallotAnswer(
                parsedVerdict.verdict(), verdictQuality, parsedVerdict.remarks());
        boolean back = !repaired && !parsedVerdict.uncited().isEmpty() && sendsBack(session);
        yield back
            ? new Meaning.Uncited(parsedVerdict, ballotAnswer)
            : new Meaning.Clear(ballotAnswer);
      }
    };
  }

  private static boolean sendsBack(Session session) {
    return session.policy().rules().citations() != CitationRule.OFF;
  }

  /** The review's vote with the citations that the second try found. */
  private Meaning cited(LedgerCall ledgerCall, String answer) {
    Session session = log.session();
    LedgerCall review =
        session.callsOf(ledgerCall.round()).stream()
            .filter(c -> c.unread() && c.purpose() == CallPurpose.REVIEW)
            .filter(c -> c.peer().equals(ledgerCall.peer()))
            .findFirst()
            .orElseThrow();
    Meaning before = verdict(review, stored(review), false);
    if (!(before instanceof Meaning.Uncited uncited)) {
      return before;
    }
    Artifact artifact =
        session.artifacts().get(session.rounds().get(ledgerCall.round() - 1).artifact());
    VerdictResult.ParsedVerdict parsedVerdict =
        CitationRepair.merged(uncited.parsedVerdict(), answer, artifact, material.text());
    return new Meaning.Clear(
        new AnswerMeaning.BallotAnswer(
            parsedVerdict.verdict(), parsedVerdict.verdictQuality(), parsedVerdict.remarks()));
  }

  /** An answer as it is stored. Awaits when it is long. */
  String stored(LedgerCall ledgerCall) {
    return ledgerCall.answer().text() != null
        ? ledgerCall.answer().text()
        : new String(log.blobs().get(ledgerCall.answer().sha256()).await(), StandardCharsets.UTF_8);
  }

  private AnswerMeaning revision(String answer) {
    return switch (RevisionReader.read(material.text(), answer, artifactBytesMax)) {
      case DraftResult.RejectedDraft rejectedDraft ->
          new AnswerMeaning.DraftFailure(rejectedDraft.reason());
      case DraftResult.UsableDraft usableDraft ->
          new AnswerMeaning.RevisionAnswer(stored(usableDraft), usableDraft.changes());
    };
  }

  private AnswerMeaning turn(String answer) {
    RotationReader.RotationResult rotationResult =
        RotationReader.read(material.text(), answer, artifactBytesMax);
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
  static PeerFailure unreadable(Meaning.Unclear why) {
    FailureClass failureClass =
        why.code().equals("inconsistent_verdict")
            ? FailureClass.INCONSISTENT_VERDICT
            : FailureClass.UNPARSEABLE_AFTER_RECOVERY;
    return new PeerFailure(
        failureClass,
        failureClass.word(),
        CallPhase.ANSWER,
        false,
        CostCertainty.EXACT,
        why.detail());
  }

  /** Whether an unclear answer gets a repair turn. */
  static boolean repairable(LedgerCall ledgerCall) {
    return ledgerCall.purpose() == CallPurpose.REVIEW;
  }
}
