package crossreview.session;

import crossreview.collection.PersistentVector;
import crossreview.model.Digest;
import crossreview.model.SessionId;
import crossreview.model.event.ContestTerms;
import crossreview.model.event.ImportedEvent;
import crossreview.model.event.LifecycleEvent;
import crossreview.model.material.ContextKind;
import crossreview.model.run.EscalationSeverity;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a session carries beside its reviews. Immutable.
 *
 * @param submitted what a caller submitted last; the current artifact may be a later draft
 * @param evidence in the order in which it came
 * @param news whether something came in since the last round began that may change a vote
 * @param imported what the session was in another program
 * @param contest who contests the outcome
 * @param escalations the requests for a person, in order
 * @param budgetWarned whether the warning about the session's money was said
 * @param steering what operators changed since the session was opened
 * @param judgments what judges are asked and what they ruled
 */
public record SessionSupplement(
    LifecycleEvent.@Nullable ArtifactSubmitted submitted,
    PersistentVector<EvidenceRecord> evidence,
    boolean news,
    @Nullable ImportedSession imported,
    @Nullable OutcomeContest contest,
    PersistentVector<EscalationRecord> escalations,
    boolean budgetWarned,
    OperatorChanges steering,
    JudgmentState judgments) {
  /** Pieces of evidence that a session takes; imported ones keep all that they had. */
  public static final int EVIDENCE_MAX = 64;

  static final SessionSupplement EMPTY =
      new SessionSupplement(
          null,
          PersistentVector.of(),
          false,
          null,
          null,
          PersistentVector.of(),
          false,
          OperatorChanges.NONE,
          JudgmentState.NONE);

  /** A piece of evidence with its custody: who attached it, and when. */
  public record EvidenceRecord(LifecycleEvent.EvidenceAttached attached, String by, String at) {}

  /** The session that contests this one's outcome: its id, by whom, why and how. */
  public record OutcomeContest(SessionId link, String by, String reason, ContestTerms terms) {}

  /** A request for a person: why, how urgent, by whom and when. */
  public record EscalationRecord(
      String reason, EscalationSeverity severity, String by, String at) {}

  /** The pieces of evidence that peers are shown. */
  public List<EvidenceRecord> shownEvidence() {
    return ActiveEvidence.shown(evidence);
  }

  /** Whether a caller submitted other bytes last. */
  boolean differs(Digest approved) {
    return submitted != null && !submitted.artifact().sha256().equals(approved);
  }

  /** The digest of the rules of the repository that came with the change. */
  public Digest rules() {
    return Digest.of(
        submitted == null
            ? ""
            : submitted.beside().stream()
                .filter(file -> file.kind() == ContextKind.RULE)
                .map(file -> file.path() + " " + file.globs() + " " + file.sha256())
                .collect(Collectors.joining("\n")));
  }

  /** A caller submitted this text. */
  SessionSupplement withSubmitted(LifecycleEvent.ArtifactSubmitted what) {
    return new SessionSupplement(
        what, evidence, news, imported, contest, escalations, budgetWarned, steering, judgments);
  }

  SessionSupplement plus(EvidenceRecord more) {
    return new SessionSupplement(
        submitted,
        evidence.plus(more),
        true,
        imported,
        contest,
        escalations,
        budgetWarned,
        steering,
        judgments);
  }

  SessionSupplement plus(EscalationRecord more) {
    return new SessionSupplement(
        submitted,
        evidence,
        news,
        imported,
        contest,
        escalations.plus(more),
        budgetWarned,
        steering,
        judgments);
  }

  /** A round begins: everyone is shown what is here. */
  SessionSupplement shown() {
    return new SessionSupplement(
        submitted,
        evidence,
        false,
        imported,
        contest,
        escalations,
        budgetWarned,
        steering.shownAll(),
        judgments);
  }

  /** Asking again about the same bytes may change something now. */
  SessionSupplement stirred() {
    return new SessionSupplement(
        submitted,
        evidence,
        true,
        imported,
        contest,
        escalations,
        budgetWarned,
        steering,
        judgments);
  }

  SessionSupplement withImported(LifecycleEvent.SessionImported what) {
    return with(new ImportedSession(what));
  }

  /** A part of what was imported; the line before it that says what it is a part of is there. */
  SessionSupplement plus(ImportedEvent part) {
    return imported == null ? this : with(imported.plus(part));
  }

  private SessionSupplement with(ImportedSession what) {
    return new SessionSupplement(
        submitted, evidence, news, what, contest, escalations, budgetWarned, steering, judgments);
  }

  SessionSupplement withContest(OutcomeContest by) {
    return new SessionSupplement(
        submitted, evidence, news, imported, by, escalations, budgetWarned, steering, judgments);
  }

  SessionSupplement warned() {
    return new SessionSupplement(
        submitted, evidence, news, imported, contest, escalations, true, steering, judgments);
  }

  SessionSupplement steered(OperatorChanges how) {
    return new SessionSupplement(
        submitted, evidence, news, imported, contest, escalations, budgetWarned, how, judgments);
  }

  SessionSupplement judged(JudgmentState now) {
    return new SessionSupplement(
        submitted, evidence, news, imported, contest, escalations, budgetWarned, steering, now);
  }
}
