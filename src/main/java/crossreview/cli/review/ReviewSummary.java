package crossreview.cli.review;

import crossreview.cli.CliContext;
import crossreview.cli.JsonNode;
import crossreview.cli.render.DisplayFormats;
import crossreview.cli.render.EventRenderer;
import crossreview.cli.render.RevisionRenderer;
import crossreview.cli.render.TerminalScreen;
import crossreview.cli.render.TextStyle;
import crossreview.guard.SecretScanner;
import crossreview.model.material.SecretMatch;
import crossreview.model.run.EndReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The end of a review: the answer first, then who blocks and why, then what to do next. */
public final class ReviewSummary {
  /** Blockers about what a reviewer could not be shown. */
  private static final Set<String> UNSHOWN = Set.of("not_shown", "not_covered");

  private static final int REMARK_MAX = 600; // a few lines; the report has all of it
  private static final int REVISION_LINES_MAX = 24; // the answer stays on the screen

  private static final String OSCILLATION = EndReason.OSCILLATION.wireName();
  private static final String NOTHING = EndReason.NOTHING_TO_REVIEW.wireName();
  private static final String UNCHANGED = EndReason.NOTHING_NEW.wireName();

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
   * @param folder the session's folder; absent when it is on another machine
   */
  record SummaryFacts(
      String session, JsonNode now, JsonNode verified, EventRenderer view, @Nullable Path folder) {

    /** Who blocks; after a run that asked nobody, who blocked in the last round before it. */
    List<JsonNode> blockers() {
      List<JsonNode> rounds = now.trees("rounds");
      boolean before = view.run().text("reason").equals(UNCHANGED) && !rounds.isEmpty();
      return (before ? rounds.getLast() : view.lastCount()).trees("blockers");
    }
  }

  void show(SummaryFacts summaryFacts) {
    terminalScreen.line("  " + "─".repeat(Math.min(80, cliContext.width() - 4)));
    String result = summaryFacts.view().run().text("result");
    boolean accepted = result.equals("accepted");
    boolean approved = accepted || result.equals("unanimous");
    terminalScreen.line("  " + headline(summaryFacts, approved, accepted));
    remark(summaryFacts.view().lastCount().text("reason"), approved);
    boolean silent = summaryFacts.view().lastCount().trees("blockers").isEmpty();
    if (!approved && silent && summaryFacts.view().run().has("detail")) {
      String why = "  why      " + summaryFacts.view().run().text("detail");
      terminalScreen.line(DisplayFormats.truncate(why, cliContext.width() * 2));
    }
    if (!result.equals("unanimous")) {
      blockers(summaryFacts);
    }
    independence(summaryFacts.view().lastCount().tree("independence"));
    Path folder = summaryFacts.folder();
    if (folder != null) {
      if (approved) {
        terminalScreen.line("  text     " + folder.resolve("final.md"));
        exactText(folder.resolve("blobs").resolve(summaryFacts.now().text("approved_sha256")));
      }
      terminalScreen.line("  report   " + folder.resolve("session-report.md"));
    }
    terminalScreen.line(
        "  proof    "
            + proof(summaryFacts.verified())
            + "   crossreview verify "
            + DisplayFormats.shortId(summaryFacts.session()));
    if (!approved && !summaryFacts.now().has("outcome")) {
      next(summaryFacts);
    }
  }

  /** What a count says beside its votes: what nobody was shown or was carried, what came back. */
  private void remark(String reason, boolean approved) {
    int rest = reason.indexOf("; ");
    if (approved && (reason.contains("; excluded: ") || reason.contains(" carried "))) {
      terminalScreen.line("  count    " + DisplayFormats.truncate(reason, REMARK_MAX));
    } else if (!approved && rest > 0) {
      String said = reason.substring(rest + 2);
      terminalScreen.line("  also     " + DisplayFormats.truncate(said, REMARK_MAX));
    }
  }

  private void next(SummaryFacts summaryFacts) {
    terminalScreen.line("");
    if (summaryFacts.view().run().text("reason").equals(NOTHING)) {
      terminalScreen.line("  next     submit a text that shows what is to be reviewed");
      return;
    }
    List<JsonNode> blockers = summaryFacts.blockers();
    List<String> findings =
        blockers.stream()
            .filter(blocker -> blocker.has("finding"))
            .map(blocker -> blocker.text("finding"))
            .toList();
    blockers.stream()
        .filter(blocker -> UNSHOWN.contains(blocker.text("code")))
        .findFirst()
        .ifPresent(blocker -> exclude(summaryFacts.session()));
    if (!blockers.isEmpty() && findings.isEmpty()) {
      terminalScreen.line(
          "  next     nothing is held against the text: settle what is said above, then:"
              + " crossreview review --session "
              + DisplayFormats.shortId(summaryFacts.session()));
      return;
    }
    terminalScreen.line("  next     " + step(summaryFacts));
    findings.stream()
        .filter(summaryFacts.view()::asksForEvidence)
        .findFirst()
        .or(() -> findings.stream().findFirst())
        .ifPresent(item -> answer(summaryFacts.session(), item));
  }

  private static String step(SummaryFacts summaryFacts) {
    boolean undone = summaryFacts.view().run().text("reason").equals(OSCILLATION);
    String what = undone ? "decide which of the two versions is right" : "fix it";
    return summaryFacts.now().has("change")
        ? what + ", then repeat the command: it continues this session"
        : what
            + ", then: crossreview review --session "
            + DisplayFormats.shortId(summaryFacts.session())
            + " FILE";
  }

  /** Who asked for the review may not rule; who works alone has the way over the base. */
  private void exclude(String session) {
    terminalScreen.line(
        "  rule     somebody else may rule that a file need not be shown: crossreview exclude "
            + DisplayFormats.shortId(session)
            + " PATH --reason WHY");
    terminalScreen.line(
        "           or the branch that the change goes into excludes it: \"exclude\" in"
            + " .crossreview/config.json");
  }

  private void answer(String session, String item) {
    terminalScreen.line(
        "  or       crossreview answer "
            + DisplayFormats.shortId(session)
            + " "
            + item
            + " satisfied|deferred|rejected --note TEXT");
  }

  /** Everything else for people is masked, so it is said where the exact bytes are offered. */
  private void exactText(Path blob) {
    List<SecretMatch> found;
    try {
      found = Files.isRegularFile(blob) ? SecretScanner.scan(Files.readString(blob)) : List.of();
    } catch (IOException e) {
      return; // the proof below says what is wrong with it
    }
    if (!found.isEmpty()) {
      SecretMatch first = found.getFirst();
      String places = "line " + first.line() + ": " + first.kind();
      String count = DisplayFormats.plural(found.size(), "possible secret");
      terminalScreen.line("           the exact text, with " + count + " (" + places + ")");
    }
  }

  /** What the caller has to know when another text was approved than the submitted one. */
  void revision(SessionTexts.TextPair texts, String session) {
    String id = DisplayFormats.shortId(session);
    terminalScreen.line("");
    terminalScreen.line(
        "  "
            + textStyle.wait("REVISED")
            + "  The approved text is not the one that you submitted. Your files are unchanged:");
    RevisionRenderer.lines(texts.submitted(), texts.approved(), REVISION_LINES_MAX, textStyle)
        .forEach(terminalScreen::line);
    terminalScreen.line("  all      crossreview show " + id + " --changes");
    terminalScreen.line("  apply    crossreview apply " + id);
  }

  private String headline(SummaryFacts summaryFacts, boolean approved, boolean accepted) {
    EventRenderer view = summaryFacts.view();
    int rounds = summaryFacts.now().trees("rounds").size();
    String outcome =
        approved
            ? textStyle.good(accepted ? "ACCEPTED" : "UNANIMOUS")
                + voters(view.lastCount())
                + (accepted ? "" : overruled(view.lastCount()))
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
        + DisplayFormats.cost(summaryFacts.now());
  }

  /** A panel of which members were excused is not all of it. */
  public static String voters(JsonNode count) {
    int away = count.texts("excused").size();
    int voted =
        count.texts("ready").size()
            + count.texts("not_ready").size()
            + count.texts("needs_evidence").size();
    int asked = voted + away + count.texts("rejected").size();
    return away == 0 ? "" : ", " + voted + " of " + asked + " voted,";
  }

  /** Votes of a unanimous panel that object, to nothing that counts any more. */
  private static String overruled(JsonNode count) {
    int objections = count.texts("not_ready").size() + count.texts("needs_evidence").size();
    return objections == 0
        ? ""
        : ", "
            + DisplayFormats.plural(objections, "objection")
            + " settled or not about the change,";
  }

  /** How many independent votes these are; left out while a young daemon has too few rounds. */
  private void independence(JsonNode figure) {
    if (figure.has("votes")) {
      String votes =
          DisplayFormats.plural(figure.number("voters"), "vote")
              + (figure.number("voters") == 1 ? " is worth " : " are worth ")
              + figure.text("votes")
              + " independent votes";
      String low =
          figure.flag("below_floor") ? "   " + textStyle.wait("fewer than independence_floor") : "";
      terminalScreen.line("  votes    " + votes + low);
    }
  }

  private void blockers(SummaryFacts summaryFacts) {
    for (JsonNode blocker : summaryFacts.blockers()) {
      String finding = blocker.has("finding") ? " " + blocker.text("finding") : "";
      String detail = blocker.text("detail");
      terminalScreen.line(
          "    "
              + textStyle.bad("✗")
              + String.format(Locale.ROOT, " %-10s ", blocker.text("peer"))
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
