package crossreview.report.format;

import crossreview.guard.Redaction;
import crossreview.model.WireEnum;
import crossreview.session.Session;
import java.util.Locale;
import java.util.function.Function;

/** The formats of a result. The spelling outside has hyphens. */
public enum ResultFormat implements WireEnum {
  SARIF(SarifLog::of),
  JUNIT(JunitReport::of),
  GITLAB_CODEQUALITY(CodeQualityReport::of),
  GITHUB_ANNOTATIONS(AnnotationCommands::of),
  RDJSON(ReviewdogReport::of),
  MARKDOWN(StepSummary::of),
  HTML(HtmlReport::of),
  JSON(JsonResult::of),
  AGENT(AgentReport::of),
  FIXES(FixPatch::of);

  private final Function<SessionResult, String> writer;

  ResultFormat(Function<SessionResult, String> writer) {
    this.writer = writer;
  }

  @Override
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether the format is made of the reviewed text, too. */
  public boolean quotesText() {
    return this == FIXES;
  }

  /**
   * The result of a session that was opened, with every text redacted.
   *
   * @param reviewed the text that was reviewed last; empty for none, and for a format that does not
   *     quote it
   */
  public String text(Session session, String reviewed, Redaction redaction) {
    return writer.apply(SessionResult.of(session, reviewed, new PlainText(redaction)));
  }
}
