package crossreview.session.command;

import crossreview.model.Digest;
import crossreview.model.Money;
import crossreview.model.SessionId;
import crossreview.model.TextRef;
import crossreview.model.call.PeerEffort;
import crossreview.model.call.PeerFailure;
import crossreview.model.call.PreflightReport;
import crossreview.model.call.PromptRef;
import crossreview.model.call.ReasoningEffort;
import crossreview.model.event.ContestTerms;
import crossreview.model.event.ImportedParts;
import crossreview.model.event.LifecycleEvent.SessionImported;
import crossreview.model.finding.SuppressionSet;
import crossreview.model.finding.WaiverKind;
import crossreview.model.material.Artifact;
import crossreview.model.material.EvidenceKind;
import crossreview.model.material.SecretMatch;
import crossreview.model.material.UnsupportedClaim;
import crossreview.model.policy.JudgeMode;
import crossreview.model.policy.LimitName;
import crossreview.model.policy.PolicyRef;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.EndReason;
import crossreview.model.run.EscalationSeverity;
import crossreview.model.run.PanelMember;
import crossreview.model.run.RunMode;
import crossreview.model.run.SessionOutcome;
import crossreview.model.vote.JudgeOpinion;
import crossreview.model.vote.ProofRun;
import crossreview.model.vote.ReturnedHunk;
import crossreview.model.vote.ReviewScope;
import crossreview.model.vote.VerdictStatus;
import crossreview.model.vote.VoteIndependence;
import crossreview.session.decision.Decider;
import crossreview.session.script.NextStep;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A requested change of a session. {@link Decider} answers with events or a refusal. */
public sealed interface SessionCommand {
  /** The part by which a repetition is recognised. */
  default SessionCommand said() {
    return this;
  }

  /** Opens a session that does not exist yet. */
  record Open(
      String task,
      @Nullable String reviewFocus,
      String petitioner,
      RunMode mode,
      PolicyRef policy,
      List<PanelMember> panel,
      ReviewLimits limits,
      Digest settingsDigest,
      SessionOrigin origin)
      implements SessionCommand {
    /** The same of another origin. */
    public Open from(SessionOrigin other) {
      return new Open(
          task, reviewFocus, petitioner, mode, policy, panel, limits, settingsDigest, other);
    }

    @Override // the facts are the daemon's, and may differ when the command is repeated
    public SessionCommand said() {
      return from(origin.with(null));
    }
  }

  /** Submits the artifact whose blob is durable; replaces the current one for later runs. */
  record SubmitArtifact(
      Artifact artifact, List<SecretMatch> secretsFound, @Nullable ArtifactFacts facts)
      implements SessionCommand {
    /** A text of which nothing else is known. */
    public SubmitArtifact(Artifact artifact, List<SecretMatch> secretsFound) {
      this(artifact, secretsFound, null);
    }

    @Override
    public SessionCommand said() {
      return new SubmitArtifact(artifact, secretsFound, facts == null ? null : facts.said());
    }
  }

  /** Attaches evidence whose blob is durable; the same again from the same hand is not news. */
  record AttachEvidence(
      Artifact artifact,
      EvidenceKind kind,
      @Nullable String command,
      @Nullable Integer exitCode,
      @Nullable String environment,
      String origin,
      String by,
      @Nullable List<SecretMatch> secretsFound)
      implements SessionCommand {
    @Override // what is found follows from the text, and a later version may find more
    public SessionCommand said() {
      return new AttachEvidence(artifact, kind, command, exitCode, environment, origin, by, null);
    }
  }

  /**
   * Overrules a finding, or changes in what sense. Refused as {@code finding_unknown}, {@code
   * finding_settled}, and {@code note_required} where it is rejected without a reason.
   */
  record Waive(String finding, WaiverKind as, @Nullable String reason) implements SessionCommand {}

  /** Lets a settled finding count again; refused during a run, whose peers know it as settled. */
  record Reopen(String finding, String reason) implements SessionCommand {}

  /** How people steer a session; SteeringDecider says what is refused. */
  sealed interface SteeringCommand extends SessionCommand {}

  /** Begins nothing more until {@link Resume}. */
  record Pause(@Nullable String reason) implements SteeringCommand {}

  /** Lets a paused session continue. */
  record Resume() implements SteeringCommand {}

  /** Tells reviewers and authors something more, from the next round on. */
  record Constrain(String text) implements SteeringCommand {}

  /** Lets a file be left out that could not be shown to everybody; refused during a run. */
  record ExcludeFile(String path, String reason, String by) implements SteeringCommand {}

  /** Puts another member in the place of one, from the next round on. */
  record SwapPeer(String leaves, PanelMember joins) implements SteeringCommand {}

  /** Changes a limit of the session and of the running run; not everybody may raise it. */
  record ChangeLimit(LimitName limit, String to, boolean mayRaise) implements SteeringCommand {}

  /** Says what another program's session was; only for one that was opened as imported. */
  record Import(SessionImported what, ImportedParts parts) implements SessionCommand {}

  /** The call's connection was lost, and with it what became of it. */
  record LoseCall(String call, String reason) implements SessionCommand {}

  /** The seat of an open call was claimed. */
  record NoteClaim(String call, String seat, String holder, String deadline)
      implements SessionCommand {}

  /** The seat of an open call was released. */
  record NoteReturn(String call, String seat, String holder, String reason)
      implements SessionCommand {}

  /** The call continues with another model of its peer. */
  record TakeFallback(String call, String toModel, String reason) implements SessionCommand {}

  /**
   * Begins a run on the current artifact.
   *
   * @param run the run's id, new in this session
   * @param mode null for the session's mode
   * @param maxRounds null for the session's limit; never above it
   * @param seed what the author is drawn from
   * @param effort how much models are to think; absent means what each peer is set to
   * @param preflight what is known before money is spent
   * @param suppressions the lasting rulings of the repository
   * @param claims what the caller states and nothing attached shows; absent for nothing
   * @param efforts how much single peers are to think; absent for none
   * @param extraRounds as of {@code run.started}; absent for none
   */
  record StartRun(
      String run,
      @Nullable RunMode mode,
      @Nullable Integer maxRounds,
      VerdictStatus callerStatus,
      String seed,
      @Nullable ReasoningEffort effort,
      @Nullable PreflightReport preflight,
      @Nullable SuppressionSet suppressions,
      @Nullable List<UnsupportedClaim> claims,
      @Nullable List<PeerEffort> efforts,
      @Nullable Digest artifact,
      @Nullable Integer extraRounds)
      implements SessionCommand {
    /** A run about which nothing was found out before. */
    public StartRun(
        String run,
        @Nullable RunMode mode,
        @Nullable Integer maxRounds,
        VerdictStatus callerStatus,
        String seed) {
      this(run, mode, maxRounds, callerStatus, seed, null, null, null, null, null, null, null);
    }

    /** What was found out depends on how far the session is when the command comes. */
    @Override
    public SessionCommand said() {
      return new StartRun(
          run,
          mode,
          maxRounds,
          callerStatus,
          seed,
          effort,
          null,
          suppressions,
          null,
          efforts,
          artifact,
          extraRounds);
    }
  }

  /**
   * Begins the next round and reserves its calls: one for each voter, or for each of its sections.
   *
   * @param scope what is put before nobody; absent where everything is shown
   * @param returned hunks that are again what they were in an earlier round; at most {@link
   *     ReturnedHunk#NAMED_MAX}
   */
  record StartRound(
      List<PromptRef> prompts,
      List<TextRef> parts,
      List<CallReservation> calls,
      @Nullable ReviewScope scope,
      List<ReturnedHunk> returned)
      implements SessionCommand {
    public StartRound(List<PromptRef> prompts, List<TextRef> parts, List<CallReservation> calls) {
      this(prompts, parts, calls, null, List.of());
    }
  }

  /** Reserves one more call; {@code not_its_turn} when {@link NextStep} would not ask for it. */
  record Reserve(CallReservation call) implements SessionCommand {}

  /**
   * Begins a run that only asks judges about requests for evidence: one, or several who agree.
   *
   * @param run the run's id, new in this session
   * @param findings which ones; absent means those that can be judged
   * @param consensus whether several judges are wanted, else exactly one
   * @param rebuttal why the finding is wrong, for its owner; null for judges
   */
  record StartJudging(
      String run,
      List<String> judges,
      @Nullable List<String> findings,
      JudgeMode mode,
      boolean consensus,
      @Nullable String rebuttal)
      implements SessionCommand {}

  /** Begins the next turn of a rotation and reserves its call in the same unit. */
  record StartTurn(PromptRef prompt, List<TextRef> parts, CallReservation call)
      implements SessionCommand {}

  /** Asks the policy's judges between two rounds, or its program before a round is counted. */
  record AskJudges() implements SessionCommand {}

  /** Reserves calls to judges of the open pass. */
  record ReserveJudges(List<CallReservation> calls) implements SessionCommand {}

  /** What judges said about a finding, and what one of them ran; null for nothing. */
  record Rule(String finding, List<JudgeOpinion> opinions, @Nullable ProofRun proof)
      implements SessionCommand {}

  /** The answer of a call is durable; one that comes too late is recorded for its money alone. */
  record Settle(String call, AnswerMetadata answered, AnswerMeaning use)
      implements SessionCommand {}

  /** Uses an answer that was settled before a crash could interpret it. */
  record UseAnswer(String call, AnswerMeaning use) implements SessionCommand {}

  /**
   * A call gave nothing usable. An unavailable peer is excused; every other failure blocks by name,
   * and so does every failed repair. What is not known to be free is booked: the cost if the spend
   * is exact, else the ceiling.
   *
   * @param cost set if the failure's spend is exact, else it may be null
   * @param answer what came
   */
  record Fail(String call, PeerFailure failure, int attempts, Money cost, @Nullable TextRef answer)
      implements SessionCommand {}

  /** A reserved call was never sent. */
  record Release(String call, String reason) implements SessionCommand {}

  /** Counts the round's votes; refused while a call of the round is open. */
  record CompleteRound(@Nullable VoteIndependence independence, @Nullable TextRef coverage)
      implements SessionCommand {
    /** Without a word about how independent the votes are, and who was shown what. */
    public CompleteRound() {
      this(null, null);
    }

    /** The history may have grown when the command is repeated. */
    @Override
    public SessionCommand said() {
      return new CompleteRound();
    }
  }

  /**
   * Ends the run; calls under way are booked at their ceilings. With {@link
   * EndReason#UNANIMOUS_READY} (refused unless the last round is unanimous), {@link
   * EndReason#SESSION_CANCELLED} (refused unless it was requested) and {@link
   * EndReason#SESSION_LIMIT} the session is finalized in the same unit. Once a cancel was accepted,
   * every end is that cancel.
   */
  record EndRun(EndReason reason, @Nullable String detail) implements SessionCommand {}

  /** Asks for the end; a session without a running run is finalized in the same unit. */
  record RequestCancel(String reason) implements SessionCommand {}

  /** Closes a session without a running run. */
  record Finalize(SessionOutcome outcome, EndReason reason, @Nullable String detail)
      implements SessionCommand {}

  /** Continues a run after a crash: every open call becomes indeterminate. */
  record Recover(String node) implements SessionCommand {}

  /** Closes a session idle since a stamp, else {@code not_idle}; its run says a null outcome. */
  record Sweep(String before, @Nullable SessionOutcome outcome, @Nullable String reason)
      implements SessionCommand {}

  record Escalate(String reason, EscalationSeverity severity) implements SessionCommand {}

  /** What a finalized session accepts, and {@link Contest}. */
  record Append(String kind, String detail) implements SessionCommand {}

  /** Notes that another session contests the outcome; without terms, about the same texts. */
  record Contest(SessionId by, String reason, @Nullable ContestTerms terms)
      implements SessionCommand {}
}
