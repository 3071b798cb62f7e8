package crossreview.codec;

/** A JSON object is not of the record that it was read as; the message names the field. */
public final class RecordMismatchException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String message;

  RecordMismatchException(String message) {
    super(message, null, false, false);
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
