package crossreview.cli;

import crossreview.guard.ControlCharacters;
import java.util.List;
import java.util.Map;

/** Reads JSON trees that come from a server: a missing field is empty, never an error. */
record Tree(Map<?, ?> map) {
  static final Tree EMPTY = new Tree(Map.of());

  static Tree of(Object value) {
    return value instanceof Map<?, ?> map ? new Tree(map) : EMPTY;
  }

  /** A text made safe for a terminal: no control characters. */
  String text(String name) {
    Object value = map.get(name);
    return value == null ? "" : safe(value.toString());
  }

  List<String> names() {
    return map.keySet().stream().map(String.class::cast).toList();
  }

  long number(String name) {
    return map.get(name) instanceof Number number ? number.longValue() : 0;
  }

  boolean flag(String name) {
    return Boolean.TRUE.equals(map.get(name));
  }

  boolean has(String name) {
    return map.get(name) != null;
  }

  Tree tree(String name) {
    return of(map.get(name));
  }

  List<Tree> trees(String name) {
    return map.get(name) instanceof List<?> list ? list.stream().map(Tree::of).toList() : List.of();
  }

  List<String> texts(String name) {
    return map.get(name) instanceof List<?> list
        ? list.stream().map(item -> safe(String.valueOf(item))).toList()
        : List.of();
  }

  /** A text that can neither move the cursor nor turn the direction of what stands around it. */
  static String safe(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      out.append(
          ControlCharacters.movesCursor(c)
              ? ' '
              : ControlCharacters.changesDirection(c) ? '\ufffd' : c);
    }
    return out.toString();
  }
}
