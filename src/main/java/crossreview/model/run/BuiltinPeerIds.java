package crossreview.model.run;

import java.util.List;

/** The peers that need no settings. */
public final class BuiltinPeerIds {
  /** Five rules, and the author of mechanical repairs. */
  public static final List<String> ALL =
      List.of("secrets", "hygiene", "tests", "structure", "logic", "tidy");

  private BuiltinPeerIds() {}
}
