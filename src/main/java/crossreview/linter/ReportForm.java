package crossreview.linter;

import crossreview.model.WireEnum;

/** The forms in which linters report. */
public enum ReportForm implements WireEnum {
  /** SARIF 2.1.0, JSON. */
  SARIF,
  /** The diagnostic format of reviewdog, JSON. */
  RDJSON,
  /** The XML of Checkstyle, which many others write as well. */
  CHECKSTYLE,
  /** Lines of text, of which a pattern names the parts. */
  REGEX
}
