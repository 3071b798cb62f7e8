package crossreview.rules;

/** A decoder with a fault, which shows that the fuzzer finds one. */
public final class BrokenDecoder {
  private BrokenDecoder() {}

  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length > 2 && input[0] == '{' && input[1] == '"' && input[2] == 'x') {
      throw new IllegalStateException("an input that was not thought of");
    }
  }
}
