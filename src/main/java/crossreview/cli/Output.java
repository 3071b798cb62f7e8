package crossreview.cli;

/** How an answer is written on stdout. */
enum Output {
  JSON,
  TABLE,
  MARKDOWN
}
