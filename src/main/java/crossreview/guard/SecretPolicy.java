package crossreview.guard;

import org.jspecify.annotations.Nullable;

/** What is done about secrets in what callers submit. */
public enum SecretPolicy {
  /** They are named; what holds one is not sent to a paid or remote peer. */
  LOCAL,
  /** They are named, and sent to every peer. */
  WARN,
  /** Nothing that holds one is accepted. */
  REFUSE;

  /**
   * The policy of a setting.
   *
   * @param word {@code warn} or {@code refuse}; null where it is not set
   */
  public static SecretPolicy of(@Nullable String word) {
    return word == null ? LOCAL : word.equals("refuse") ? REFUSE : WARN;
  }
}
