package crossreview.session;

import crossreview.model.TraceContext;
import crossreview.model.call.PeerEffort;
import crossreview.model.call.ReasoningEffort;
import crossreview.model.event.RunEvent;
import crossreview.model.finding.SuppressionSet;
import crossreview.model.material.UnsupportedClaim;
import crossreview.model.policy.LimitName;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.RunMode;
import crossreview.model.vote.VerdictStatus;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run.
 *
 * <p>The last run of a session is in one of six states: there was NONE, it is STARTED without a
 * round, a ROUND is open, its last round is COUNTED, judges are asked (JUDGING), or it has ENDED.
 * The commands listed are those that can change this state. A test compares this list with the
 * decider; the list of {@link Session} says what a pause or a cancellation refuses besides.
 *
 * <pre>
 * steps = AskJudges CompleteRound EndRun Rule StartRound StartTurn
 *
 * NONE     StartRun                                -> STARTED
 * NONE     StartJudging                            refused nothing_to_judge …
 * NONE     steps                                   refused no_running_run …
 * NONE     Settle                                  refused call_unknown …
 * STARTED  StartRound StartTurn                    -> ROUND
 * STARTED  AskJudges                               -> JUDGING
 * STARTED  EndRun                                  -> ENDED
 * STARTED  StartRun StartJudging                   refused run_already_running
 * STARTED  CompleteRound                           refused no_open_round
 * STARTED  Rule                                    refused no_judge_pass
 * STARTED  Settle                                  refused call_unknown …
 * ROUND    Settle                                  -> ROUND COUNTED
 * ROUND    CompleteRound                           -> COUNTED
 * ROUND    EndRun                                  -> ENDED
 * ROUND    StartRun StartJudging                   refused run_already_running
 * ROUND    StartRound StartTurn                    refused round_not_complete …
 * ROUND    AskJudges Rule                          refused no_judge_pass …
 * COUNTED  StartRound StartTurn                    -> ROUND
 * COUNTED  AskJudges                               -> JUDGING
 * COUNTED  Settle                                  -> COUNTED
 * COUNTED  EndRun                                  -> ENDED
 * COUNTED  StartRun StartJudging                   refused run_already_running
 * COUNTED  CompleteRound                           refused no_open_round
 * COUNTED  Rule                                    refused no_judge_pass
 * JUDGING  Settle                                  -> JUDGING
 * JUDGING  Rule                                    -> JUDGING STARTED COUNTED
 * JUDGING  EndRun                                  -> ENDED
 * JUDGING  StartRun StartJudging                   refused run_already_running
 * JUDGING  StartRound StartTurn                    refused call_open …
 * JUDGING  AskJudges                               refused no_judge_pass …
 * JUDGING  CompleteRound                           refused no_open_round
 * ENDED    StartRun                                -> STARTED ENDED
 * ENDED    StartJudging                            -> JUDGING
 * ENDED    Settle                                  refused call_already_settled …
 * ENDED    steps                                   refused no_running_run …
 * </pre>
 *
 * @param effort how much models are to think, null for what each peer is set to
 * @param suppressions the lasting rulings of the repository
 * @param claims what its caller states and nothing attached showed when it began
 * @param efforts how much single peers are to think, whatever holds for the others
 * @param extraRounds how many more rounds may follow while nothing but evidence is missing
 * @param firstRound the session's round number of its first round
 * @param startedAt the stamp of {@code run.started}
 * @param startedBy who started it
 * @param trace where its start belongs in a trace of the caller; null where that was not said
 * @param progress how far it is
 * @param ended the closing event
 */
public record Run(
    String id,
    RunMode mode,
    int maxRounds,
    VerdictStatus callerStatus,
    ReviewLimits limits,
    @Nullable ReasoningEffort effort,
    @Nullable SuppressionSet suppressions,
    List<UnsupportedClaim> claims,
    List<PeerEffort> efforts,
    int extraRounds,
    int firstRound,
    String startedAt,
    String startedBy,
    @Nullable TraceContext trace,
    RunProgress progress,
    RunEvent.@Nullable RunEnded ended) {

  /**
   * How far a run is.
   *
   * @param rounds how many rounds it has begun
   * @param draw the authors in the order of the draw, empty in review mode
   * @param seed what they were drawn from, empty without a draw
   * @param author the position in the draw of the author whose turn it is
   * @param identical how many authors gave the same bytes back
   * @param revisions usable revisions so far
   * @param rotation where a rotation stands
   */
  public record RunProgress(
      int rounds,
      List<String> draw,
      String seed,
      int author,
      int identical,
      int revisions,
      RotationState rotation) {
    static final RunProgress NONE = new RunProgress(0, List.of(), "", 0, 0, 0, RotationState.NONE);
  }

  /** Whether it has ended. */
  public boolean over() {
    return ended != null;
  }

  @Override
  public RunEvent.RunEnded ended() {
    if (ended == null) {
      throw new IllegalStateException("run " + id + " has not ended");
    }
    return ended;
  }

  /** How much a peer is to think, null for what it is set to. */
  public @Nullable ReasoningEffort effort(String peer) {
    for (PeerEffort own : efforts) {
      if (own.peer().equals(peer)) {
        return own.effort();
      }
    }
    return effort;
  }

  public int rounds() {
    return progress.rounds();
  }

  public List<String> draw() {
    return progress.draw();
  }

  public int author() {
    return progress.author();
  }

  public int identical() {
    return progress.identical();
  }

  public int revisions() {
    return progress.revisions();
  }

  public RotationState rotation() {
    return progress.rotation();
  }

  /** Whose turn it is to hold the artifact, in a circular run. */
  public String rotator() {
    return draw().get(rounds() % draw().size());
  }

  /** The author whose turn it is, if any is left. */
  public Optional<String> currentAuthor() {
    return author() < draw().size() ? Optional.of(draw().get(author())) : Optional.empty();
  }

  Run drawn(List<String> authors, String seed) {
    return at(new RunProgress(rounds(), authors, seed, 0, identical(), revisions(), rotation()));
  }

  Run oneMoreRound() {
    return at(
        new RunProgress(
            rounds() + 1, draw(), progress.seed(), author(), identical(), revisions(), rotation()));
  }

  /** The run with so many more authors passed, identical drafts and usable revisions. */
  Run turn(int authors, int same, int usable) {
    return at(
        new RunProgress(
            rounds(),
            draw(),
            progress.seed(),
            author() + authors,
            identical() + same,
            revisions() + usable,
            rotation()));
  }

  Run turned(RotationState now, int usable) {
    return at(
        new RunProgress(
            rounds(), draw(), progress.seed(), author(), identical(), revisions() + usable, now));
  }

  /** How many rounds it may have while nothing but evidence is missing. */
  public int maxRoundsForEvidence() {
    return Math.max(maxRounds, Math.min(maxRounds + extraRounds, limits.maxRounds()));
  }

  private Run at(RunProgress now) {
    return new Run(
        id,
        mode,
        maxRounds,
        callerStatus,
        limits,
        effort,
        suppressions,
        claims,
        efforts,
        extraRounds,
        firstRound,
        startedAt,
        startedBy,
        trace,
        now,
        ended);
  }

  /** The run under changed limits; what it has begun stays. */
  Run within(ReviewLimits changed, LimitName which) {
    int most = which == LimitName.MAX_ROUNDS ? changed.maxRounds() : maxRounds;
    return new Run(
        id,
        mode,
        most,
        callerStatus,
        changed,
        effort,
        suppressions,
        claims,
        efforts,
        extraRounds,
        firstRound,
        startedAt,
        startedBy,
        trace,
        progress,
        ended);
  }

  Run endedBy(RunEvent.RunEnded end) {
    return new Run(
        id,
        mode,
        maxRounds,
        callerStatus,
        limits,
        effort,
        suppressions,
        claims,
        efforts,
        extraRounds,
        firstRound,
        startedAt,
        startedBy,
        trace,
        progress,
        end);
  }
}
