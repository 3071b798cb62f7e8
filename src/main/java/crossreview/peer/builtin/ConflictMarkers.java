package crossreview.peer.builtin;

/** What merge tools leave behind. */
final class ConflictMarkers {
  private ConflictMarkers() {}

  /** The markers of a conflict, in their order. */
  enum Kind {
    OURS("<<<<<<<"),
    BASE("|||||||"),
    MIDDLE("======="),
    THEIRS(">>>>>>>");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  /** The marker that a line is, or null. A bare row of equals signs counts only beside the others. */
  static Kind of(String line) {
    String text = HygieneRule.withoutReturn(line);
    for (Kind kind : Kind.values()) {
      boolean alone = text.equals(kind.text());
      boolean labelled = text.startsWith(kind.text() + " ");
      if (alone || labelled && kind != Kind.MIDDLE) {
        return kind;
      }
    }
    return null;
  }
}
