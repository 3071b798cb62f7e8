package crossreview.model.event;

import crossreview.model.Artifact;
import crossreview.model.Checks;
import crossreview.model.Digest;
import crossreview.model.DraftRefusal;
import crossreview.model.Effort;
import crossreview.model.Limits;
import crossreview.model.Mode;
import crossreview.model.Money;
import crossreview.model.Reason;
import crossreview.model.RunResult;
import crossreview.model.Status;
import java.util.List;

/** A run: begins, has an author, ends. */
public sealed interface RunEvent extends SessionEvent {

  /**
   * A run begins.
   *
   * @param effort how much models are to think, or null for what each peer is set to
   */
  record RunStarted(
      String run, Mode mode, int maxRounds, Status callerStatus, Limits limits, Effort effort)
      implements RunEvent {}

  /**
   * A run is over.
   *
   * @param detail the reason in a sentence for people, or null
   */
  record RunEnded(
      String run, RunResult result, Reason reason, int rounds, Money cost, String detail)
      implements RunEvent {
    public RunEnded {
      detail = detail == null ? null : Checks.cut(detail, 1_000);
    }
  }

  /**
   * The author is drawn.
   *
   * @param draw the authors in the order of the draw; the first one writes, the next ones follow
   * @param seed what the draw was made from, so that anybody can draw again
   */
  record RelatorDrawn(List<String> draw, String seed, List<Excluded> excluded) implements RunEvent {
    public RelatorDrawn {
      draw = Checks.list(draw);
      excluded = Checks.list(excluded);
    }
  }

  /** A peer that took no part in the draw, and why. */
  record Excluded(String peer, String reason) {}

  record DraftRevised(
      int round, String author, Artifact artifact, Digest from, List<Change> changes)
      implements RunEvent {
    /** More changes are counted in the last one's text. */
    public static final int CHANGES_MAX = 50;

    public DraftRevised {
      changes = Checks.list(changes);
      Checks.within("changes", changes.size(), 0, CHANGES_MAX);
    }
  }

  /** What an author says it changed: a file, how many lines, and why. */
  record Change(String path, int lines, String text) {
    public Change {
      path = path == null ? null : Checks.cut(path, 200);
      text = text == null ? null : Checks.cut(text, 300);
    }
  }

  /**
   * A turn of a rotation brought its answer; the bytes decide whether it changed anything.
   *
   * @param declared what the rotator said about it, or null
   * @param artifact what it made of the artifact, or null where it left every byte as it is
   * @param from the digest before, where there is another one now
   * @param streak how many rotators have left exactly these bytes alone
   */
  record RotationTurned(
      int round,
      String rotator,
      boolean unchanged,
      Boolean declared,
      Artifact artifact,
      Digest from,
      List<Change> changes,
      int streak)
      implements RunEvent {
    public RotationTurned {
      changes = Checks.list(changes);
      Checks.within("changes", changes.size(), 0, DraftRevised.CHANGES_MAX);
    }
  }

  record DraftRefused(String author, DraftRefusal reason, String nextAuthor) implements RunEvent {}
}
