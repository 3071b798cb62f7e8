package crossreview.cli;

/** Colour as a second signal; without it nothing is lost. */
record Style(boolean on) {
  private String wrap(String code, String text) {
    return on ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }

  String good(String text) {
    return wrap("32", text);
  }

  String bad(String text) {
    return wrap("31", text);
  }

  String wait(String text) {
    return wrap("33", text);
  }

  String dim(String text) {
    return wrap("2", text);
  }

  String strong(String text) {
    return wrap("1", text);
  }
}
