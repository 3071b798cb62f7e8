package crossreview.peer.builtin.rule;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * The merge conflicts that lines still carry.
 *
 * <p>A row of equals signs is a marker only between the two others, or before a closing one; alone
 * it underlines a heading.
 */
public final class MergeConflicts {
  private final BitSet markers = new BitSet();
  private final BitSet theirs = new BitSet();
  private final BitSet whole = new BitSet();
  private int open = -1;
  private int base = -1;
  private int middle = -1;

  private MergeConflicts() {}

  /** The markers of a conflict, in their order. */
  enum ConflictMarker {
    OURS("<<<<<<<"),
    BASE("|||||||"),
    MIDDLE("======="),
    THEIRS(">>>>>>>");

    private final String text;

    ConflictMarker(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  /** The conflicts of lines without their ends. */
  public static MergeConflicts in(List<String> lines) {
    MergeConflicts mergeConflicts = new MergeConflicts();
    for (int i = 0; i < lines.size(); i++) {
      Optional<ConflictMarker> marker = of(lines.get(i));
      if (marker.isPresent()) {
        mergeConflicts.meet(marker.get(), i);
      }
    }
    return mergeConflicts;
  }

  /** The marker that a line may be. */
  static Optional<ConflictMarker> of(String line) {
    for (ConflictMarker conflictMarker : ConflictMarker.values()) {
      boolean alone = line.equals(conflictMarker.text);
      boolean labelled = line.startsWith(conflictMarker.text + " ");
      if (alone || labelled && conflictMarker != ConflictMarker.MIDDLE) {
        return Optional.of(conflictMarker);
      }
    }
    return Optional.empty();
  }

  private void meet(ConflictMarker conflictMarker, int at) {
    switch (conflictMarker) {
      case OURS -> {
        markers.set(at);
        begin(at);
      }
      case BASE -> {
        markers.set(at);
        base = at;
      }
      case MIDDLE -> {
        middle = open >= 0 && middle >= 0 ? middle : at;
        markers.set(at, markers.get(at) || open >= 0 && middle == at);
      }
      case THEIRS -> close(at);
    }
  }

  private void begin(int at) {
    open = at;
    base = -1;
    middle = -1;
  }

  /** Only what is in a complete conflict is known to be the other side. */
  private void close(int at) {
    markers.set(at);
    if (middle >= 0) {
      markers.set(middle);
    }
    if (open >= 0 && middle >= 0) {
      whole.set(open, at + 1);
      theirs.set(base >= 0 && base < middle ? base : middle, at);
    }
    begin(-1);
  }

  boolean marks(int line) {
    return markers.get(line);
  }

  /** Whether the line is in a conflict that has its beginning, its middle and its end. */
  boolean isWhole(int line) {
    return whole.get(line);
  }

  /** Whether the line goes when our side is kept. */
  public boolean goes(int line) {
    return markers.get(line) || theirs.get(line);
  }
}
