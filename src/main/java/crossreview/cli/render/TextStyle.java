package crossreview.cli.render;

/** Colour as a second signal; without it nothing is lost. */
public record TextStyle(boolean on) {
  private String wrap(String code, String text) {
    return on ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }

  public String good(String text) {
    return wrap("32", text);
  }

  public String bad(String text) {
    return wrap("31", text);
  }

  public String wait(String text) {
    return wrap("33", text);
  }

  public String dim(String text) {
    return wrap("2", text);
  }

  String strong(String text) {
    return wrap("1", text);
  }
}
