package crossreview.model.event;

import crossreview.model.Digest;
import crossreview.model.Money;
import crossreview.model.ValueChecks;
import crossreview.model.call.PeerEffort;
import crossreview.model.call.ReasoningEffort;
import crossreview.model.finding.SuppressionSet;
import crossreview.model.material.Artifact;
import crossreview.model.material.UnsupportedClaim;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.DraftRefusal;
import crossreview.model.run.EndReason;
import crossreview.model.run.RunMode;
import crossreview.model.run.RunResult;
import crossreview.model.vote.VerdictStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A run: begins, has an author, ends. */
public sealed interface RunEvent extends SessionEvent {

  /**
   * A run begins.
   *
   * @param effort how much models are to think, null for what each peer is set to
   * @param suppressions the lasting rulings of the repository
   * @param claims what its caller states and nothing attached shows; absent for nothing, and in
   *     lines of earlier versions
   * @param efforts the same for single peers, before {@code effort}; absent for none
   * @param extraRounds how many rounds beyond {@code maxRounds}, within the limits, may follow
   *     while nothing but evidence is missing; absent for none
   */
  record RunStarted(
      String run,
      RunMode mode,
      int maxRounds,
      VerdictStatus callerStatus,
      ReviewLimits limits,
      @Nullable ReasoningEffort effort,
      @Nullable SuppressionSet suppressions,
      @Nullable List<UnsupportedClaim> claims,
      @Nullable List<PeerEffort> efforts,
      @Nullable Integer extraRounds)
      implements RunEvent {
    /** Enough for a request and for what its answer lets a peer ask; more is another run. */
    public static final int EXTRA_ROUNDS_MAX = 2;

    /** A run whose caller states nothing without evidence and names no peer. */
    public RunStarted(
        String run,
        RunMode mode,
        int maxRounds,
        VerdictStatus callerStatus,
        ReviewLimits limits,
        @Nullable ReasoningEffort effort,
        @Nullable SuppressionSet suppressions) {
      this(run, mode, maxRounds, callerStatus, limits, effort, suppressions, null, null, null);
    }

    public RunStarted {
      claims = claims == null || claims.isEmpty() ? null : List.copyOf(claims);
      efforts = efforts == null || efforts.isEmpty() ? null : List.copyOf(efforts);
      ValueChecks.within("efforts", efforts == null ? 0 : efforts.size(), 0, PeerEffort.PEERS_MAX);
      extraRounds = extraRounds == null || extraRounds == 0 ? null : extraRounds;
      ValueChecks.within(
          "extra_rounds", extraRounds == null ? 0 : extraRounds, 0, EXTRA_ROUNDS_MAX);
    }
  }

  /**
   * A run is over.
   *
   * @param detail the reason in a sentence for people
   */
  record RunEnded(
      String run,
      RunResult result,
      EndReason reason,
      int rounds,
      Money cost,
      @Nullable String detail)
      implements RunEvent {
    public RunEnded {
      detail = detail == null ? null : ValueChecks.cut(detail, 1_000);
    }
  }

  /**
   * The author is drawn.
   *
   * @param draw the authors in the order of the draw; the first one writes, the next ones follow
   * @param seed what the draw was made from, so that the draw can be repeated
   */
  record RelatorDrawn(List<String> draw, String seed, List<AuthorExclusion> excluded)
      implements RunEvent {
    public RelatorDrawn {
      draw = ValueChecks.list(draw);
      excluded = ValueChecks.list(excluded);
    }
  }

  /** A peer that took no part in the draw, and why. */
  record AuthorExclusion(String peer, String reason) {}

  record DraftRevised(
      int round, String author, Artifact artifact, Digest from, List<DraftChange> changes)
      implements RunEvent {
    /** More changes are counted in the last one's text. */
    public static final int CHANGES_MAX = 50;

    public DraftRevised {
      changes = ValueChecks.list(changes);
      ValueChecks.within("changes", changes.size(), 0, CHANGES_MAX);
    }
  }

  /** What an author says it changed: a file, how many lines, and why. */
  record DraftChange(String path, int lines, @Nullable String text) {
    public DraftChange {
      path = path == null ? null : ValueChecks.cut(path, 200);
      text = text == null ? null : ValueChecks.cut(text, 300);
    }
  }

  /**
   * A turn of a rotation brought its answer; the bytes decide whether it changed anything.
   *
   * @param declared what the rotator said about it
   * @param artifact what it made of the artifact, null where it left every byte as it is
   * @param from the digest before, where there is another one now
   * @param streak how many rotators have left exactly these bytes alone
   */
  record RotationTurned(
      int round,
      String rotator,
      boolean unchanged,
      @Nullable Boolean declared,
      @Nullable Artifact artifact,
      @Nullable Digest from,
      List<DraftChange> changes,
      int streak)
      implements RunEvent {
    public RotationTurned {
      changes = ValueChecks.list(changes);
      ValueChecks.within("changes", changes.size(), 0, DraftRevised.CHANGES_MAX);
    }
  }

  record DraftRefused(String author, DraftRefusal reason, @Nullable String nextAuthor)
      implements RunEvent {}
}
