package crossreview.http.events;

/** Any bytes as a message over a WebSocket: understood, or refused in words. */
public final class FrameFuzz {
  private FrameFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    if (ClientMessage.read(input) instanceof ClientMessage.MalformedMessage refused
        && (refused.code().isEmpty() || refused.why().isEmpty())) {
      throw new IllegalStateException("refused without a reason");
    }
  }
}
