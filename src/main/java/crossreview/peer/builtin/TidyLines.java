package crossreview.peer.builtin;

import crossreview.peer.builtin.ConflictMarkers.Kind;
import crossreview.peer.builtin.UnifiedDiff.Line;
import java.util.ArrayList;
import java.util.List;

/** The lines of one hunk, or of a whole plain file, repaired. */
final class TidyLines {
  private final String path;
  private final List<Line> lines;
  private final boolean conflict;
  private final boolean returns;

  TidyLines(String path, List<Line> lines) {
    this.path = path;
    this.lines = lines;
    this.conflict =
        lines.stream()
            .filter(Line::added)
            .map(line -> ConflictMarkers.of(line.text()))
            .anyMatch(kind -> kind != null && kind != Kind.MIDDLE);
    long withReturn = lines.stream().filter(line -> line.text().endsWith("\r")).count();
    this.returns = withReturn * 2 > lines.size();
  }

  List<Line> repaired() {
    List<Line> kept = new ArrayList<>();
    Kind side = null;
    boolean dropped = false;
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      if (line.kind() == '\\') {
        if (!dropped) {
          kept.add(line);
        }
        continue;
      }
      Kind marker = line.added() && conflict ? ConflictMarkers.of(line.text()) : null;
      if (marker != null) {
        side = after(marker, i);
      }
      boolean theirs = side == Kind.MIDDLE || side == Kind.BASE;
      dropped = line.added() && (marker != null || theirs || leftover(line));
      if (!dropped) {
        kept.add(line.added() ? cleaned(line) : line);
      }
    }
    return kept;
  }

  /** Which side follows a marker; a marker whose conflict is not closed below stands alone. */
  private Kind after(Kind marker, int at) {
    return switch (marker) {
      case THEIRS, OURS -> null;
      case BASE, MIDDLE -> closedBelow(at) ? marker : null;
    };
  }

  private boolean closedBelow(int at) {
    return lines.subList(at + 1, lines.size()).stream()
        .anyMatch(line -> line.added() && ConflictMarkers.of(line.text()) == Kind.THEIRS);
  }

  private boolean leftover(Line line) {
    String text = HygieneRule.withoutReturn(line.text());
    return !CodeFiles.test(path) && DebugLeftovers.wholeStatement(path, text);
  }

  private Line cleaned(Line line) {
    String text = HygieneRule.withoutReturn(line.text());
    String clean = Tidy.withoutSecrets(text);
    if (HygieneRule.damaged(path, clean)) {
      clean = clean.stripTrailing();
    }
    return new Line('+', returns ? clean + "\r" : clean);
  }
}
