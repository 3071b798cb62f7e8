package crossreview.peer;

import crossreview.model.Money;

/** How a peer's calls are priced. */
public sealed interface Price {
  /** It costs nothing: rules, local programs, people. */
  record Free() implements Price {}

  /** A call never costs more than the ceiling. */
  record Ceiling(Money perCall) implements Price {}

  /** Nobody said; such a peer gets no call. {@code missing} names the settings field. */
  record Unknown(String missing) implements Price {}
}
