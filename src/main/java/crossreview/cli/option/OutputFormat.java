package crossreview.cli.option;

/** How an answer is written on stdout. */
public enum OutputFormat {
  JSON,
  TABLE,
  MARKDOWN
}
