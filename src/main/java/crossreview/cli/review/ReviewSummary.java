package crossreview.cli.review;

import crossreview.cli.CliContext;
import crossreview.cli.JsonNode;
import crossreview.cli.render.DisplayFormats;
import crossreview.cli.render.EventRenderer;
import crossreview.cli.render.TerminalScreen;
import crossreview.cli.render.TextStyle;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The end of a review: the answer first, then who blocks and why, then what to do next. */
public final class ReviewSummary {
  private final TerminalScreen terminalScreen;
  private final TextStyle textStyle;
  private final CliContext cliContext;

  ReviewSummary(TerminalScreen terminalScreen, TextStyle textStyle, CliContext cliContext) {
    this.terminalScreen = terminalScreen;
    this.textStyle = textStyle;
    this.cliContext = cliContext;
  }

  /**
   * What there is to say.
   *
   * @param folder the session's folder, or null when it is on another machine
   */
  record SummaryFacts(
      String session, JsonNode now, JsonNode verified, EventRenderer view, Path folder) {}

  void show(SummaryFacts summaryFacts) {
    terminalScreen.line("  " + "─".repeat(Math.min(80, cliContext.width() - 4)));
    String result = summaryFacts.view().run().text("result");
    boolean accepted = result.equals("accepted");
    boolean approved = accepted || result.equals("unanimous");
    terminalScreen.line("  " + headline(summaryFacts, approved, accepted));
    boolean silent = summaryFacts.view().lastCount().trees("blockers").isEmpty();
    if (!approved && silent && summaryFacts.view().run().has("detail")) {
      String why = "  why      " + summaryFacts.view().run().text("detail");
      terminalScreen.line(DisplayFormats.truncate(why, cliContext.width() * 2));
    }
    if (!result.equals("unanimous")) {
      blockers(summaryFacts);
    }
    independence(summaryFacts.view().lastCount().tree("independence"));
    if (summaryFacts.folder() != null) {
      if (approved) {
        terminalScreen.line("  text     " + summaryFacts.folder().resolve("final.md"));
      }
      terminalScreen.line("  report   " + summaryFacts.folder().resolve("session-report.md"));
    }
    terminalScreen.line(
        "  proof    "
            + proof(summaryFacts.verified())
            + "   crossreview verify "
            + DisplayFormats.shortId(summaryFacts.session()));
    if (!approved && !summaryFacts.now().has("outcome")) {
      terminalScreen.line("");
      terminalScreen.line(
          "  next     mend it, then: crossreview review --session "
              + DisplayFormats.shortId(summaryFacts.session())
              + " FILE");
    }
  }

  private String headline(SummaryFacts summaryFacts, boolean approved, boolean accepted) {
    EventRenderer view = summaryFacts.view();
    int rounds = summaryFacts.now().trees("rounds").size();
    String outcome =
        approved
            ? textStyle.good(accepted ? "ACCEPTED" : "UNANIMOUS")
                + " after "
                + DisplayFormats.plural(rounds, view.noun())
            : textStyle.bad("NOT UNANIMOUS")
                + ": "
                + view.run().text("reason")
                + " after "
                + DisplayFormats.plural(rounds, view.noun());
    return outcome
        + "   "
        + view.duration()
        + "   "
        + DisplayFormats.plural(summaryFacts.now().number("head"), "event")
        + "   cost "
        + summaryFacts.now().text("cost");
  }

  /** How independent the votes are; a young daemon has no history to say it by. */
  private void independence(JsonNode figure) {
    if (figure.has("unknown")) {
      terminalScreen.line(textStyle.dim("  weight   unknown yet: " + figure.text("unknown")));
    }
    if (figure.has("votes")) {
      String votes = figure.text("votes") + " independent of " + figure.number("voters") + " votes";
      String low = figure.flag("below_floor") ? "   " + textStyle.wait("fewer than asked for") : "";
      terminalScreen.line("  weight   " + votes + low);
    }
  }

  private void blockers(SummaryFacts summaryFacts) {
    for (JsonNode blocker : summaryFacts.view().lastCount().trees("blockers")) {
      String finding = blocker.has("finding") ? " " + blocker.text("finding") : "";
      String detail = blocker.text("detail");
      terminalScreen.line(
          "    "
              + textStyle.bad("✗")
              + String.format(Locale.ROOT, " %-11s", blocker.text("peer"))
              + blocker.text("code")
              + finding
              + "   "
              + DisplayFormats.truncate(detail, 120));
    }
  }

  /** One line about a check. */
  public static String proof(JsonNode verified) {
    List<JsonNode> damages = verified.trees("damages");
    if (verified.flag("ok")) {
      return "chain ok · "
          + verified.number("lines")
          + " lines · "
          + verified.number("texts")
          + " texts";
    }
    JsonNode first = damages.isEmpty() ? JsonNode.EMPTY : damages.getFirst();
    return "DAMAGED: " + first.text("file") + " " + first.text("reason");
  }
}
