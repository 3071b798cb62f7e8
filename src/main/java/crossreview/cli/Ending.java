package crossreview.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The end of a review: the answer first, then who blocks and why, then what to do next. */
final class Ending {
  private final Screen screen;
  private final Style style;
  private final Surroundings surroundings;

  Ending(Screen screen, Style style, Surroundings surroundings) {
    this.screen = screen;
    this.style = style;
    this.surroundings = surroundings;
  }

  /**
   * What there is to say.
   *
   * @param folder the session's folder, or null when it is on another machine
   */
  record Facts(String session, Tree now, Tree verified, EventView view, Path folder) {}

  void show(Facts facts) {
    screen.line("  " + "─".repeat(Math.min(80, surroundings.width() - 4)));
    String result = facts.view().run().text("result");
    boolean accepted = result.equals("accepted");
    boolean approved = accepted || result.equals("unanimous");
    screen.line("  " + headline(facts, approved, accepted));
    boolean silent = facts.view().lastCount().trees("blockers").isEmpty();
    if (!approved && silent && facts.view().run().has("detail")) {
      String why = "  why      " + facts.view().run().text("detail");
      screen.line(Spelling.cut(why, surroundings.width() * 2));
    }
    if (!result.equals("unanimous")) {
      blockers(facts);
    }
    independence(facts.view().lastCount().tree("independence"));
    if (facts.folder() != null) {
      if (approved) {
        screen.line("  text     " + facts.folder().resolve("final.md"));
      }
      screen.line("  report   " + facts.folder().resolve("session-report.md"));
    }
    screen.line(
        "  proof    "
            + proof(facts.verified())
            + "   crossreview verify "
            + Spelling.brief(facts.session()));
    if (!approved && !facts.now().has("outcome")) {
      screen.line("");
      screen.line(
          "  next     mend it, then: crossreview review --session "
              + Spelling.brief(facts.session())
              + " FILE");
    }
  }

  private String headline(Facts facts, boolean approved, boolean accepted) {
    EventView view = facts.view();
    int rounds = facts.now().trees("rounds").size();
    String outcome =
        approved
            ? style.good(accepted ? "ACCEPTED" : "UNANIMOUS")
                + " after "
                + Spelling.plural(rounds, view.noun())
            : style.bad("NOT UNANIMOUS")
                + ": "
                + view.run().text("reason")
                + " after "
                + Spelling.plural(rounds, view.noun());
    return outcome
        + "   "
        + view.duration()
        + "   "
        + Spelling.plural(facts.now().number("head"), "event")
        + "   cost "
        + facts.now().text("cost");
  }

  /** How independent the votes are; a young daemon has no history to say it by. */
  private void independence(Tree figure) {
    if (figure.has("unknown")) {
      screen.line(style.dim("  weight   unknown yet: " + figure.text("unknown")));
    }
    if (figure.has("votes")) {
      String votes = figure.text("votes") + " independent of " + figure.number("voters") + " votes";
      String low = figure.flag("below_floor") ? "   " + style.wait("fewer than asked for") : "";
      screen.line("  weight   " + votes + low);
    }
  }

  private void blockers(Facts facts) {
    for (Tree blocker : facts.view().lastCount().trees("blockers")) {
      String finding = blocker.has("finding") ? " " + blocker.text("finding") : "";
      String detail = blocker.text("detail");
      screen.line(
          "    "
              + style.bad("✗")
              + String.format(Locale.ROOT, " %-11s", blocker.text("peer"))
              + blocker.text("code")
              + finding
              + "   "
              + Spelling.cut(detail, 120));
    }
  }

  /** One line about a check. */
  static String proof(Tree verified) {
    List<Tree> damages = verified.trees("damages");
    if (verified.flag("ok")) {
      return "chain ok · "
          + verified.number("lines")
          + " lines · "
          + verified.number("texts")
          + " texts";
    }
    Tree first = damages.isEmpty() ? Tree.EMPTY : damages.getFirst();
    return "DAMAGED: " + first.text("file") + " " + first.text("reason");
  }
}
