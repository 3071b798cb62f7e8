package crossreview.json;

/** The text is not the JSON that the house accepts; the message says where and why. */
public final class JsonRefused extends Exception {
  private static final long serialVersionUID = 1L;

  public JsonRefused(String message) {
    super(message, null, false, false);
  }
}
