package crossreview.crash;

/** How long to try. */
final class CrashMode {
  /** {@code CRASH=long make crash}: for a night, not for a commit. */
  static final boolean LONG = "long".equals(System.getenv("CRASH"));

  /** {@code CRASH=short make crash}: with what takes minutes and needs a machine of its own. */
  static final boolean SHORT = "short".equals(System.getenv("CRASH"));

  private CrashMode() {}
}
