package crossreview.process;

/** The version that the program calls itself. */
public final class Version {
  public static final String TEXT = read();

  private Version() {}

  /** From the jar's manifest; classes outside a jar have none. */
  private static String read() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
